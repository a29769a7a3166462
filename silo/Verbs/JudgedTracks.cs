using System.Globalization;
using MediaAnalytics.Analysis.Signal;
using MediaAnalytics.Inference.Models;
using MediaAnalytics.Silo.DataSets;
using MediaAnalytics.Silo.DataSets.Splits;
using MediaAnalytics.Silo.Training;
using Spectre.Console;

namespace MediaAnalytics.Silo.Verbs;

/// <summary>The tracks that <c>silo evaluate</c> judges, and what is known of those that the model learnt from.</summary>
internal static class JudgedTracks
{
    /// <summary>Reads them, telling on a console what leaks; no part where the data are not divided.</summary>
    /// <exception cref="DataSetException">The data can't be used or divided so.</exception>
    public static async Task<(IAsyncEnumerable<TrackReading> Tracks, JudgedPart? Part)> ReadAsync(EvaluateRequest request, IAnsiConsole console, CancellationToken cancellation)
    {
        var set = GenreDataSet.Open(request.Data, request.Artists);
        string training = GenreModelFile.Read(request.Model ?? GenreModelFile.ShippedPath, LogMelContract.Default).Header.Training;
        if (SplitterOf(request, set, training) is { } splitter) return await DivideAsync(request, set, splitter, training, console, cancellation);
        foreach (string note in set.Notes) console.MarkupLineInterpolated(CultureInfo.InvariantCulture, $"{note}");
        Warn(console, "nothing is known of what the model learnt from: it may be these very tracks");
        return (set.ReadAsync(request.Split is { } name ? track => track.Split == name : null, cancellation), null);
    }

    /// <summary>How the data are to be divided; null where only a name in the split column is asked for, or all, of a model that says nothing of what it learnt from.</summary>
    private static Splitter? SplitterOf(EvaluateRequest request, GenreDataSet set, string training)
    {
        if (request.Split is not { } split) return null;
        if (SplitRule.Parse(split) is { } rule) return Splitter.Of(rule, set, request.Data, request.Lists);
        if (!set.Splits.Contains(split))
            throw new DataSetException($"{SplitOptions.Refusal(split)} Nor is it a name in the data's split column{(set.Splits.Count == 0 ? ", for there is none" : $", which has: {string.Join(", ", set.Splits.Order())}")}.");
        // As silo train divides by default, so that the same tracks are left out of learning.
        HashSet<string> Of(SplitPart part) => set.Splits.Where(name => SplitNames.PartOf(name) == part).ToHashSet();
        return !TrainingWords.AreOfColumn(training) ? null
            : Splitter.Named(Of(SplitPart.Train), SplitNames.PartOf(split) == SplitPart.None ? new HashSet<string> { split } : Of(SplitPart.Valid), Of(SplitPart.Test));
    }

    private static async Task<(IAsyncEnumerable<TrackReading> Tracks, JudgedPart Part)> DivideAsync(
        EvaluateRequest request, GenreDataSet set, Splitter splitter, string training, IAnsiConsole console, CancellationToken cancellation)
    {
        var (split, failed) = await SplitReading.ReadAsync(set, splitter, console, cancellation);
        string? name = SplitRule.Parse(request.Split!) is null ? request.Split : null;
        string part = request.Part ?? (name is null ? split.Test.Count > 0 ? "test" : "valid" : SplitNames.PartOf(name) switch { SplitPart.Train => "train", SplitPart.Test => "test", _ => "valid" });
        var side = part switch { "train" => split.Train, "valid" => split.Valid, _ => split.Test };
        var judged = name is null ? side : [.. side.Where(t => t.Split == name)];
        bool own = TrainingWords.AreOf(training, split), others = TrainingWords.NamesOthers(training);
        console.MarkupLineInterpolated(CultureInfo.InvariantCulture, $"judging {part} of {splitter.Name}: {judged.Count} tracks{(part == "train" ? "; what was learnt from: a fit, not a measure" : "")}");
        if (!own) Warn(console, "the model does not say that it learnt from the train part of just this split, of just these files and artists: it may have learnt from the judged tracks. What is said of leakage holds for one that did");
        if (own && others) Warn(console, "the model learnt from other data sets, too, which are not looked at here: they may hold the judged tracks, or their artists");
        // On a console it has been said already what could not be read.
        return ((request.Json ? failed : []).Concat(judged.Select(t => new TrackReading(t.Name, t, null))).ToAsyncEnumerable(),
            new JudgedPart(splitter.Name, part, own, own && !others && part != "train" ? split.LeakageOf(judged) : null));
    }

    private static void Warn(IAnsiConsole console, string text) => console.MarkupLineInterpolated(CultureInfo.InvariantCulture, $"[yellow]{text}[/]");
}
