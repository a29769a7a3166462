using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using MediaAnalytics.Analysis.Genre;
using MediaAnalytics.Analysis.Signal;
using MediaAnalytics.Inference.DcnnSsa;
using MediaAnalytics.Inference.Models;
using MediaAnalytics.Inference.Training;
using MediaAnalytics.Silo.DataSets;
using MediaAnalytics.Silo.DataSets.Splits;
using Spectre.Console;

namespace MediaAnalytics.Silo.Training;

/// <summary>One run of <c>silo train</c>: read, split without leaks, train with a checkpoint an epoch, judge, write the model.</summary>
internal static class TrainingRun
{
    private const int JudgeEvery = 5;
    private static readonly LogMelContract Contract = LogMelContract.Default;

    public static async Task<int> RunAsync(TrainingRequest request, CancellationToken cancellation)
    {
        var split = await ReadAsync(request, cancellation);
        var labels = split.Train.Select(t => t.Genre).Distinct().Order(StringComparer.Ordinal).ToArray();
        if (labels.Length < 2) throw new DataSetException("Training needs tracks of at least two genres. Check --data and the split.");
        var clips = split.Train.SelectMany(t => t.Sound.Clips.Select(c => new TrainingClip(c.ToArray(), Array.IndexOf(labels, t.Genre), t.Name))).ToList();
        using var trainer = new Trainer(request.Options, clips, labels.Length, Contract);
        string fingerprint = Fingerprint(clips, labels);
        if (request.Resume && File.Exists(request.Checkpoint))
        {
            trainer.Restore(TrainingCheckpoint.Read(request.Checkpoint, request.Options, fingerprint));
            AnsiConsole.MarkupLineInterpolated(CultureInfo.InvariantCulture, $"going on after epoch {trainer.Epoch}");
        }

        var header = new GenreModelHeader(
            request.Name, labels, Contract, request.Options.Shape, request.Options.Tiles,
            string.Create(CultureInfo.InvariantCulture, $"{split.Train.Count} tracks, {clips.Count} clips{(request.Split is { } rule ? $", split {rule}" : "")}; {request.Options}"), Network: DcnnSsaNetwork.Wiring);
        await AnsiConsole.Progress().Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn()).StartAsync(progress =>
        {
            var bar = progress.AddTask("training", maxValue: request.Options.Epochs * trainer.StepsPerEpoch);
            bar.Value = trainer.Epoch * trainer.StepsPerEpoch;
            while (trainer.Epoch < request.Options.Epochs)
            {
                double loss = trainer.RunEpoch(() => bar.Increment(1), cancellation);
                TrainingCheckpoint.Write(request.Checkpoint, request.Options, fingerprint, trainer.Capture());
                AnsiConsole.MarkupLineInterpolated(CultureInfo.InvariantCulture, $"epoch {trainer.Epoch} of {request.Options.Epochs}: loss {loss:F4}{Judgement(split.Valid, header, trainer, request.Options.Epochs)}");
            }

            return Task.CompletedTask;
        });
        GenreModelFile.Write(request.Output, header, trainer.Average);
        var written = GenreModelFile.Read(request.Output, Contract);
        AnsiConsole.MarkupLineInterpolated(CultureInfo.InvariantCulture, $"model [bold]{written.Model.Version}[/] written to {request.Output}");
        Conclude(split, written);
        return 0;
    }

    private static async Task<TrainingSplit> ReadAsync(TrainingRequest request, CancellationToken cancellation)
    {
        var set = GenreDataSet.Open(request.Data, request.Artists);
        var splitter = request.Split is { } rule ? Splitter.Of(rule, set, request.Data, request.Lists)
            : Splitter.Named(Splits(request.TrainSplits, set, SplitPart.Train), Splits(request.ValidSplits, set, SplitPart.Valid));
        return (await SplitReading.ReadAsync(set, splitter, AnsiConsole.Console, cancellation)).Split;
    }

    private static HashSet<string> Splits(string? asked, GenreDataSet set, SplitPart usual)
    {
        if (asked is null) return [.. set.Splits.Where(name => SplitNames.PartOf(name) == usual)];
        if (asked == "none") return [];
        var names = asked.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).ToHashSet();
        string? unknown = names.FirstOrDefault(name => !set.Splits.Contains(name));
        return unknown is null ? names : throw new DataSetException($"The data has no split '{unknown}', only: {string.Join(", ", set.Splits.Order())}.");
    }

    private static void Conclude(TrainingSplit split, GenreModelFile written)
    {
        var (part, judged) = split.Test.Count > 0 ? ("test", split.Test) : ("valid", split.Valid);
        if (split.Test.Count > 0)
        {
            using var network = new GenreNetwork(written.Header, written.Weights);
            AnsiConsole.MarkupLineInterpolated(CultureInfo.InvariantCulture, $"test, judged once: {Figures(judged, network)}");
        }

        if (judged.Count > 0) AnsiConsole.MarkupLineInterpolated(CultureInfo.InvariantCulture, $"{SplitReport.Summary(part, split.LeakageOf(judged))}");
        else AnsiConsole.MarkupLine("no figure: nothing was kept aside to judge by; --split artist keeps a tenth for it");
    }

    private static string Judgement(IReadOnlyList<GenreTrack> valid, GenreModelHeader header, Trainer trainer, int epochs)
    {
        if (valid.Count == 0 || (trainer.Epoch % JudgeEvery != 0 && trainer.Epoch != epochs)) return "";
        using var network = new GenreNetwork(header, trainer.Average);
        return $"; judged: {Figures(valid, network)}";
    }

    private static string Figures(IReadOnlyList<GenreTrack> tracks, GenreNetwork network)
    {
        string[] labels = network.Header.Labels;
        var judged = tracks.Select(t => (t.Genre, labels[GenrePosterior.FromTiles([ClipScorer.Mean(network, t.Sound.Clips)]).Best])).ToList();
        var figures = GenreEvaluation.Of(judged, labels);
        return string.Create(CultureInfo.InvariantCulture, $"accuracy {figures.Accuracy:P1} ({figures.Interval.Low:P1} to {figures.Interval.High:P1}), macro F1 {figures.MacroF1:F3}, n {figures.NKnown}");
    }

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
