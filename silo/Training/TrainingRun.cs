using System.Globalization;
using MediaAnalytics.Analysis.Genre;
using MediaAnalytics.Analysis.Signal;
using MediaAnalytics.Inference;
using MediaAnalytics.Inference.DcnnSsa;
using MediaAnalytics.Inference.Models;
using MediaAnalytics.Inference.Summary;
using MediaAnalytics.Silo.DataSets;
using MediaAnalytics.Silo.DataSets.Splits;
using Spectre.Console;

namespace MediaAnalytics.Silo.Training;

/// <summary>One run of <c>silo train</c>: read, split without leaks, train, calibrate, judge and write the model.</summary>
internal static class TrainingRun
{
    public static async Task<int> RunAsync(TrainingRequest request, CancellationToken cancellation)
    {
        if (GenreModelHead.FaultOfName(request.Name) is { } fault) throw new DataSetException($"A model '{request.Name}' can't be made: {fault}. Give another with --name.");
        if (request.Members + request.Summaries == 0) throw new DataSetException("A model needs a network: give --networks or --summaries above 0.");
        foreach (string file in new[] { request.Output, request.Checkpoint })
        {
            if (Path.GetDirectoryName(Path.GetFullPath(file)) is { } folder && !Directory.Exists(folder)) throw new DataSetException($"There is no folder {folder} to write {Path.GetFileName(file)} to. Make it first.");
        }

        TorchRuntime.KeepFreedMemory();
        var also = OpenOthers(request);
        var split = await ReadAsync(request, cancellation);
        var labels = split.Train.Select(t => t.Genre).Distinct().Order(StringComparer.Ordinal).ToArray();
        if (labels.Length < 2) throw new DataSetException("Training needs tracks of at least two genres. Check --data and the split.");
        if (GenreModelHead.FaultOfLabels(labels) is { } faulty) throw new DataSetException($"No model can be made of these genres: {faulty}. Rename them in the data.");
        var others = new List<OtherTracks>();
        foreach (var (folder, set) in also) others.Add(await OtherTracks.ReadAsync(set, folder, split, others, labels, cancellation));
        string training = TrainingWords.Of(split, request.Split, others, request.Options);
        var header = new GenreModelHeader(
            request.Name, labels, LogMelContract.Default, request.Options.Shape, request.Options.Tiles, training, request.Members, request.Summaries,
            request.Summaries > 0 ? SummaryShape.Default : null, Network: DcnnSsaNetwork.Wiring);
        var weights = MemberWeights.AsStored(await new ModelTraining(request, header, split.Train, others, split.Valid).RunAsync(cancellation));

        var valid = ModelJudge.Of(header, weights, split.Valid);
        header = header with { Temperature = request.Temperature ?? GenreCalibration.Temperature(valid.Answers) };
        var (part, judged) = split.Test.Count > 0 ? ("test", split.Test) : ("valid", split.Valid);
        var judge = split.Test.Count > 0 ? ModelJudge.Of(header with { Temperature = 1 }, weights, split.Test) : valid;
        double calibrationError = judge.CalibrationError(header.Temperature);
        var card = TrainingCard.Of(request, Parted(request, split, judged.Count > 0 ? part : null), split.Train.Count + others.Sum(o => o.Split.Train.Count), judged.Count > 0 ? judge.Figures : null, calibrationError);
        GenreModelFile.WriteChecked(request.Output, header with { Card = card }, weights);
        AnsiConsole.MarkupLineInterpolated(CultureInfo.InvariantCulture, $"model [bold]{GenreModelFile.Read(request.Output, LogMelContract.Default).Model.Version}[/] written to {request.Output}");
        if (split.Valid.Count > 0)
            AnsiConsole.MarkupLineInterpolated(CultureInfo.InvariantCulture, $"valid: {ModelJudge.Text(valid.Figures)}; calibration error {valid.CalibrationError():P1}, at temperature {header.Temperature:F2} {valid.CalibrationError(header.Temperature):P1}{Calibrated(request, valid)}");
        if (split.Test.Count > 0)
            AnsiConsole.MarkupLineInterpolated(CultureInfo.InvariantCulture, $"test, judged once: {ModelJudge.Text(judge.Figures)}; calibration error {calibrationError:P1}");
        if (judged.Count > 0) AnsiConsole.MarkupLineInterpolated(CultureInfo.InvariantCulture, $"{SplitReport.Summary(part, split.LeakageOf(judged))}");
        else AnsiConsole.MarkupLine("no figure: nothing was kept aside to judge by; --split artist keeps a tenth for it");
        return 0;
    }

    /// <summary>How the tracks were parted, and which part the card's figures are of; null for none.</summary>
    private static string Parted(TrainingRequest request, TrainingSplit split, string? judged) =>
        (request.Split?.ToString() ?? TrainingCard.SplitOf(split.Train, [.. split.Valid, .. split.Test]))
        + (judged is null ? "" : $"; figures of {judged}{(judged == "valid" && request.Temperature is null ? ", which also gave the temperature" : "")}; {SplitReport.Summary(judged, split.LeakageOf(judged == "test" ? split.Test : split.Valid))}")
        + (request.Also.Count > 0 ? " (of the first set; artists of different sets are compared by name)" : "");

    private static string Calibrated(TrainingRequest request, ModelJudge valid) => request.Temperature is not null ? ""
        : valid.Answers.Count < GenreCalibration.FewestTracks ? $" (not calibrated: that takes {GenreCalibration.FewestTracks} tracks to judge by)" : " (found on the same tracks)";

    /// <summary>Opens the further sets, before any sound is read.</summary>
    private static List<(string Folder, GenreDataSet Set)> OpenOthers(TrainingRequest request)
    {
        string? twice = request.Also.Prepend(request.Data).GroupBy(folder => Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder))).FirstOrDefault(g => g.Count() > 1)?.First();
        if (twice is not null) throw new DataSetException($"{twice} is given twice. Its tracks would be learnt twice: give each set once, by --data or --also.");
        return request.Also.Select(folder => (folder, GenreDataSet.Open(folder))).ToList();
    }

    private static async Task<TrainingSplit> ReadAsync(TrainingRequest request, CancellationToken cancellation)
    {
        var set = GenreDataSet.Open(request.Data, request.Artists);
        var splitter = request.Split is { } rule ? Splitter.Of(rule, set, request.Data, request.Lists)
            : ByNames(Splits(request.TrainSplits, set, SplitPart.Train), Splits(request.ValidSplits, set, SplitPart.Valid), set);
        return (await SplitReading.ReadAsync(set, splitter, AnsiConsole.Console, cancellation)).Split;
    }

    /// <summary>By names in the split column; a test part that is not learnt from nor judged by while training is judged at the end.</summary>
    private static Splitter ByNames(HashSet<string> train, HashSet<string> valid, GenreDataSet set) =>
        Splitter.Named(train, valid, set.Splits.Where(name => SplitNames.PartOf(name) == SplitPart.Test && !train.Contains(name) && !valid.Contains(name)).ToHashSet());

    private static HashSet<string> Splits(string? asked, GenreDataSet set, SplitPart usual)
    {
        if (asked is null) return [.. set.Splits.Where(name => SplitNames.PartOf(name) == usual)];
        if (asked == "none" && usual == SplitPart.Valid) return [];
        var names = asked.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).ToHashSet();
        string? unknown = names.FirstOrDefault(name => !set.Splits.Contains(name));
        if (names.Count == 0) throw new DataSetException($"--{usual.ToString().ToLowerInvariant()}-split names nothing. Leave it out, or name some of: {string.Join(", ", set.Splits.Order())}.");
        return unknown is null ? names : throw new DataSetException($"The data has no split '{unknown}', only: {string.Join(", ", set.Splits.Order())}.");
    }
}
