using System.Diagnostics;
using MediaAnalytics.Analysis.Signal;
using MediaAnalytics.Inference.DcnnSsa;
using MediaAnalytics.Inference.Models;
using MediaAnalytics.Inference.TensorFiles;
using MediaAnalytics.Inference.Training;
using MediaAnalytics.Silo.DataSets;
using MediaAnalytics.Silo.Training;

namespace MediaAnalytics.Silo.Lab;

/// <summary>Trains one variant of the network on a part and judges it. It goes on from where it was stopped, with the same figures. One thread.</summary>
internal sealed class NetworkFit(LabSet set, LabTask task, LabPart part, IReadOnlyList<LabSet> others, TrainingOptions options, string settings, LabFiles files)
{
    /// <summary>The judged tracks are looked at every so many epochs, for the learning curve alone; nothing is chosen by it.</summary>
    private const int LookEvery = 5;

    private static readonly LogMelContract Contract = LogMelContract.Default;

    private GenreModelHeader Header => new(
        task.Key, set.Labels, Contract, options.Shape, options.Tiles, settings, options.Summary is null ? 1 : 0, options.Summary is null ? 0 : 1, options.Summary, Network: DcnnSsaNetwork.Wiring);

    /// <summary>Runs it; <paramref name="epochDone"/> is told the share that is done.</summary>
    public LabResult Run(Action<double> epochDone, CancellationToken cancellation)
    {
        var also = new List<OtherTracks>();
        foreach (var other in others) also.Add(Shared(other, also));
        var clips = part.Train.Select(i => new TrainingClip(Levels(set.Tracks[i]), set.Tracks[i].Genre, set.Tracks[i].Name)).Concat(also.SelectMany(o => o.Clips(set.Labels))).ToList();
        using var trainer = new Trainer(options, clips, set.Labels.Length, Contract);
        var curve = Resume(trainer);
        while (trainer.Epoch < options.Epochs)
        {
            long began = Stopwatch.GetTimestamp();
            double loss = trainer.RunEpoch(null, cancellation);
            double seconds = Stopwatch.GetElapsedTime(began).TotalSeconds;
            bool isLook = trainer.Epoch % LookEvery == 0 || trainer.Epoch == options.Epochs;
            curve.Add(new LabEpoch(trainer.Epoch, loss, seconds, isLook ? Judge(trainer.Average).Average(a => a.IsRight ? 1.0 : 0) : null));
            files.KeepCurve(task, curve);
            TrainingCheckpoint.Write(files.Checkpoint(task), options, settings, trainer.Capture());
            epochDone((double)trainer.Epoch / options.Epochs);
        }

        GenreModelFile.Write(files.Model(task), Header, trainer.Average);
        long? flops = options.Summary is not null ? null : options.Tiles.PerClip * DcnnSsaCost.Flops(options.Shape, set.Labels.Length, Contract.MelBands, options.Tiles.Frames);
        return new LabResult(task, settings, curve.Sum(e => e.Seconds), trainer.Parameters, flops, curve, Judge(trainer.Average), Judge(trainer.Average, perClip: 1));
    }

    /// <summary>Another set's tracks of the genres that both have, as <c>silo train --also</c> chooses them.</summary>
    private OtherTracks Shared(LabSet other, IReadOnlyList<OtherTracks> before) => OtherTracks.Choose(
        other.Name, other.Tracks.Select(t => t.Of(other.Labels)), new TrainingSplit([.. part.Train.Select(i => set.Tracks[i].Of(set.Labels))], [], [.. part.Judge.Select(i => set.Tracks[i].Of(set.Labels))]), before, set.Labels);

    private List<LabEpoch> Resume(Trainer trainer)
    {
        string checkpoint = files.Checkpoint(task);
        if (!File.Exists(checkpoint)) return [];
        try
        {
            trainer.Restore(TrainingCheckpoint.Read(checkpoint, options, settings));
        }
        catch (TensorFileException e)
        {
            throw new DataSetException($"{e.Message} Or give another folder with --out.");
        }

        return files.Curve(task).Where(e => e.Epoch <= trainer.Epoch).ToList();
    }

    private List<LabAnswer> Judge(IReadOnlyList<NamedTensor> weights, int? perClip = null)
    {
        using var network = new GenreNetwork(Header with { Tiles = options.Tiles with { PerClip = perClip ?? options.Tiles.PerClip } }, weights);
        return part.Judge.Select(i => new LabAnswer(set.Tracks[i].Name, set.Tracks[i].Genre, ClipScorer.Mean(network, [Levels(set.Tracks[i])]))).ToList();
    }

    private byte[] Levels(LabTrack track) => task.Input == LabInputs.Mel ? track.Mel : track.Stft!;
}
