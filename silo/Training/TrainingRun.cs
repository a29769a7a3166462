using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using MediaAnalytics.Analysis.Genre;
using MediaAnalytics.Analysis.Signal;
using MediaAnalytics.Inference.Models;
using MediaAnalytics.Inference.Training;
using MediaAnalytics.Silo.DataSets;
using Spectre.Console;

namespace MediaAnalytics.Silo.Training;

/// <summary>One run of <c>silo train</c>: read, split without leaks, train with a checkpoint an epoch, judge, write the model.</summary>
internal static class TrainingRun
{
    private const int JudgeEvery = 5;
    private static readonly LogMelContract Contract = LogMelContract.Default;

    public static async Task<int> RunAsync(TrainingRequest request, CancellationToken cancellation)
    {
        if (GenreModelHead.FaultOfName(request.Name) is { } fault) throw new DataSetException($"A model '{request.Name}' can't be made: {fault}. Give another with --name.");
        var split = await ReadAsync(request, cancellation);
        var labels = split.Train.Select(t => t.Genre).Distinct().Order(StringComparer.Ordinal).ToArray();
        if (labels.Length < 2) throw new DataSetException("Training needs tracks of at least two genres. Check --data and --train-split.");
        var clips = split.Train.SelectMany(t => t.Sound.Clips.Select(c => new TrainingClip(c.ToArray(), Array.IndexOf(labels, t.Genre), t.Name))).ToList();
        using var trainer = new Trainer(request.Options, clips, labels.Length, Contract.MelBands, Contract.Frames);
        string fingerprint = Fingerprint(clips, labels);
        if (request.Resume && File.Exists(request.Checkpoint))
        {
            trainer.Restore(TrainingCheckpoint.Read(request.Checkpoint, request.Options, fingerprint));
            AnsiConsole.MarkupLineInterpolated(CultureInfo.InvariantCulture, $"going on after epoch {trainer.Epoch}");
        }

        var header = new GenreModelHeader(
            request.Name, labels, Contract, request.Options.Shape, request.Options.Tiles,
            string.Create(CultureInfo.InvariantCulture, $"{split.Train.Count} tracks, {clips.Count} clips; {request.Options}"));
        GenreEvaluation? figures = null;
        await AnsiConsole.Progress().Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn()).StartAsync(progress =>
        {
            var bar = progress.AddTask("training", maxValue: request.Options.Epochs * trainer.StepsPerEpoch);
            bar.Value = trainer.Epoch * trainer.StepsPerEpoch;
            while (trainer.Epoch < request.Options.Epochs)
            {
                double loss = trainer.RunEpoch(() => bar.Increment(1), cancellation);
                TrainingCheckpoint.Write(request.Checkpoint, request.Options, fingerprint, trainer.Capture());
                AnsiConsole.MarkupLineInterpolated(CultureInfo.InvariantCulture, $"epoch {trainer.Epoch} of {request.Options.Epochs}: loss {loss:F4}{Judgement(figures = Judged(split.Valid, header, trainer, request.Options.Epochs))}");
            }

            return Task.CompletedTask;
        });
        // A run that was resumed after its last epoch has not judged yet.
        figures ??= Judged(split.Valid, header, trainer, request.Options.Epochs);
        GenreModelFile.WriteChecked(request.Output, header with { Card = TrainingCard.Of(request, TrainingCard.SplitOf(split.Train, split.Valid), split.Train.Count, figures) }, trainer.Average);
        AnsiConsole.MarkupLineInterpolated(CultureInfo.InvariantCulture, $"model [bold]{GenreModelFile.Read(request.Output, Contract).Model.Version}[/] written to {request.Output}");
        return 0;
    }

    private static async Task<TrainingSplit> ReadAsync(TrainingRequest request, CancellationToken cancellation)
    {
        var set = GenreDataSet.Open(request.Data);
        var valid = Splits(request.ValidSplits, set, "valid");
        var train = Splits(request.TrainSplits, set, "train");
        var tracks = new List<GenreTrack>();
        await foreach (var reading in set.ReadAsync(null, cancellation))
        {
            if (reading.Track is { } track) tracks.Add(track);
            else AnsiConsole.MarkupLineInterpolated(CultureInfo.InvariantCulture, $"[yellow]left out[/] {reading.Name}: {reading.Error!.Message}");
        }

        var split = TrainingSplit.Choose(tracks, train, valid);
        AnsiConsole.MarkupLineInterpolated(CultureInfo.InvariantCulture, $"{split.Train.Count} tracks to learn from, {split.Valid.Count} to judge by; left out as leaks: {split.SameSound} of a sound had already, {split.SameArtist} of an artist judged, {split.TwoGenres} of two genres");
        return split;
    }

    private static HashSet<string> Splits(string? asked, GenreDataSet set, string usual)
    {
        if (asked is null) return set.Splits.Contains(usual) ? [usual] : [];
        if (asked == "none") return [];
        var names = asked.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).ToHashSet();
        string? unknown = names.FirstOrDefault(name => !set.Splits.Contains(name));
        return unknown is null ? names : throw new DataSetException($"The data has no split '{unknown}', only: {string.Join(", ", set.Splits.Order())}.");
    }

    /// <summary>How the network does on the tracks to judge by, every five epochs and at the end; else null.</summary>
    private static GenreEvaluation? Judged(IReadOnlyList<GenreTrack> valid, GenreModelHeader header, Trainer trainer, int epochs)
    {
        if (valid.Count == 0 || (trainer.Epoch % JudgeEvery != 0 && trainer.Epoch != epochs)) return null;
        using var network = new GenreNetwork(header, trainer.Average);
        var judged = valid.Select(t => (t.Genre, header.Labels[GenrePosterior.FromTiles([ClipScorer.Mean(network, t.Sound.Clips)]).Best])).ToList();
        return GenreEvaluation.Of(judged, header.Labels);
    }

    private static string Judgement(GenreEvaluation? figures) => figures is null ? "" : string.Create(
        CultureInfo.InvariantCulture,
        $"; judged: accuracy {figures.Accuracy:P1} ({figures.Interval.Low:P1} to {figures.Interval.High:P1}), macro F1 {figures.MacroF1:F3}, n {figures.NKnown}");

    private static string Fingerprint(IEnumerable<TrainingClip> clips, string[] labels)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes(string.Join('\n', labels)));
        foreach (var clip in clips)
        {
            hash.AppendData(clip.Levels);
            hash.AppendData([(byte)clip.Label, (byte)(clip.Label >> 8)]);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
