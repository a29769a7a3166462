using System.Globalization;
using System.Text;
using MediaAnalytics.Analysis.Signal;
using MediaAnalytics.Inference.Models;
using MediaAnalytics.Silo.DataSets.Splits;
using MediaAnalytics.Silo.Training;

namespace MediaAnalytics.Silo.Lab;

/// <summary>The laboratory's report: the paper's table beside what came out here, as Markdown, its figures in a folder beside it.</summary>
internal static class LabReport
{
    private const int MapsShown = 3, MapSquare = 2;

    /// <summary>Writes the report and its figures.</summary>
    public static void Write(string path, LabTable table, LabFiles files)
    {
        string figures = Path.GetFileNameWithoutExtension(path) + "-figures";
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var text = new StringBuilder(
            "# DCNN-SSA and its rivals\n\nWritten by `silo ablate`; every figure below is of its fits. The paper is Zhang and Cui, IJITWE 2023, doi 10.4018/IJITWE.325213. "
            + "Intervals are 95 % bootstraps over the judged tracks, and over seeds where there are several; differences are paired, track by track. Within a fit nothing is chosen by the judged tracks, and of each track the first 30 s are heard. What `silo train` makes by default, (c), was chosen by figures like these of GTZAN's train and valid and Emotify's folds: those of the chosen are somewhat too good.\n");
        Paper(text, table);
        foreach (var group in table.Rows.Where(r => LabMethods.IsOfTable(r.Task.Method)).GroupBy(r => (r.Task.Set, r.Task.Split))) Split(text, group.Key.Split, [.. group], figures, new LabFigures(Path.Combine(Path.GetDirectoryName(path)!, figures)), files);
        Leaks(text, table);
        Techniques(text, table);
        File.WriteAllText(path, text.ToString());
    }

    /// <summary>The paper's figures, and ours on each set's honest split.</summary>
    private static void Paper(StringBuilder text, LabTable table)
    {
        var splits = table.Rows.Where(r => r.Task.Split != LabParts.Random).Select(r => (r.Task.Set, r.Task.Split)).Distinct().Where(s => table.Steps(s.Set, s.Split).Any()).ToList();
        if (splits.Count == 0) return;
        text.Append("\n## The paper's table beside ours\n\nAccuracy, and points of it gained by each part.\n\n| what | paper |");
        foreach (var (set, split) in splits) text.Append(Line($" {set}, {split} | |"));
        text.Append("\n|---|---|").Insert(text.Length, "---|---|", splits.Count).Append('\n');
        text.Append(Line($"| accuracy of the whole (the paper's is by chance) | {PaperFigures.Accuracy} |"));
        foreach (var (set, split) in splits)
            text.Append(table.Find(set, split, LabMethods.Whole) is { } whole ? Line($" {Percent(whole.Accuracy)} ({Percent(whole.Interval.Low)} to {Percent(whole.Interval.High)}) | |") : " not run | |");
        text.Append('\n');
        foreach (var (what, claim) in PaperFigures.Gains)
        {
            text.Append(Line($"| {what} | {claim.Text} |"));
            foreach (var (set, split) in splits)
            {
                var step = table.Steps(set, split).FirstOrDefault(s => s.What == what);
                if (step.With is null)
                {
                    text.Append(" not run | |");
                    continue;
                }

                var (points, low, high) = step.With.Over(step.Without);
                text.Append(Line($" {Signed(points)} ({Signed(low)} to {Signed(high)}) | {PaperFigures.Verdict(claim.Least, low, high)} |"));
            }

            text.Append('\n');
        }
    }

    private static void Split(StringBuilder text, string split, List<LabRow> rows, string figures, LabFigures drawn, LabFiles files)
    {
        string name = $"{rows[0].Task.Set}-{split}";
        text.Append(Line($"\n## {rows[0].Task.Set}: {LabParts.Describe(split)}\n\n{rows[0].N} tracks judged, {rows[0].Set.Labels.Length} genres.{Leakage(rows[0])}\n\n"));
        text.Append("| method | input | accuracy | 95 % | macro F1 | calibration error | seeds | s a fit | parameters | MFLOP a clip |\n|---|---|---|---|---|---|---|---|---|---|\n");
        foreach (var row in rows)
        {
            var first = row.Results[0];
            string seeds = row.SeedAccuracies.Count == 1 ? "1" : $"{row.SeedAccuracies.Count}: {string.Join(", ", row.SeedAccuracies.Select(Percent))}";
            text.Append(Line($"| {LabMethods.Describe(row.Task.Method)} | {row.Task.Input} | **{Percent(row.Accuracy)}** | {Percent(row.Interval.Low)} to {Percent(row.Interval.High)} | {row.MacroF1:F3} | {(row.CalibrationError is { } error ? Percent(error) : "")} | {seeds} | {row.Seconds:F0} | {first.Parameters:N0} | {first.FlopsPerClip / 1e6:N0} |\n"));
        }

        text.Append(Line($"\n![accuracies]({figures}/{drawn.Bars($"{name}-accuracy", rows)})\n"));
        var networks = rows.Where(r => r.Results[0].Curve.Count > 0).ToList();
        if (networks.Count > 0) text.Append(Line($"\n![learning curves]({figures}/{drawn.Curves($"{name}-curves", networks)})\n"));
        if (rows.Where(r => r.Task is { Method: LabMethods.Whole or LabMethods.Usual, Input: LabInputs.Mel }).MaxBy(r => r.Task.Method, StringComparer.Ordinal) is not { } shown) return;
        text.Append(Line($"\n![confusion of ({shown.Task.Method})]({figures}/{drawn.Confusion($"{name}-confusion", shown)})\n"));
        if (split == rows[0].Set.Parts[0].Split) Attention(text, shown, figures, drawn, files.Model(shown.Task));
    }

    /// <summary>What the judged tracks share with those learnt from, added up over the folds.</summary>
    private static string Leakage(LabRow row)
    {
        var parts = row.Set.Parts.Where(p => p.Split == row.Task.Split).ToList();
        var all = parts.Select(p => p.Leakage).OfType<Leakage>().ToList();
        if (all.Count == 0) return "";
        var sum = DataSets.Splits.Leakage.Sum(all);
        string said = SplitReport.Summary(all.Count == 1 ? "one part" : FormattableString.Invariant($"{all.Count} folds together"), sum);
        return $" {char.ToUpperInvariant(said[0])}{said[1..]}.{(sum.HidesArtists && !parts.TrueForAll(p => p.ArtistsAreParted) ? " **With so many artists unknown, they may be on both sides, and the figures too good.**" : "")}";
    }

    /// <summary>Where the network looks in the first judged tracks of some genres.</summary>
    private static void Attention(StringBuilder text, LabRow whole, string figures, LabFigures drawn, string model)
    {
        if (!File.Exists(model)) return;
        var file = GenreModelFile.Read(model, LogMelContract.Default);
        using var network = new GenreNetwork(file.Header, file.Weights);
        text.Append("\nWhere the network looks: spectrograms, and what its spatial attention multiplies the features by.\n");
        var judged = whole.Results[0].Tracks.Select(a => a.Track).ToHashSet();
        foreach (var track in whole.Set.Tracks.Where(t => judged.Contains(t.Name)).DistinctBy(t => t.Genre).Take(MapsShown))
        {
            string name = $"{whole.Task.Set}-{whole.Set.Labels[track.Genre]}";
            if (network.Attention(track.Mel) is not { } weights) return;
            text.Append(Line($"\n![spectrogram]({figures}/{drawn.Map($"{name}-spectrogram", $"{track.Name}: log-mel spectrogram", Levels(track))})\n"));
            text.Append(Line($"![attention]({figures}/{drawn.Map($"{name}-attention", $"{track.Name}: attention", weights)})\n"));
        }
    }

    /// <summary>A track's levels, averaged over squares: finer ones a page can't show.</summary>
    private static double[,] Levels(LabTrack track)
    {
        var contract = LogMelContract.Default;
        var levels = new double[contract.Frames / MapSquare, contract.MelBands / MapSquare];
        for (int band = 0; band < MapSquare * levels.GetLength(1); band++)
        {
            for (int frame = 0; frame < MapSquare * levels.GetLength(0); frame++)
                levels[frame / MapSquare, band / MapSquare] += track.Mel[(band * contract.Frames) + frame] / (double)(MapSquare * MapSquare);
        }

        return levels;
    }

    /// <summary>The honest and the leaky figure side by side.</summary>
    private static void Leaks(StringBuilder text, LabTable table)
    {
        var leakyRows = table.Rows.Where(r => r.Task.Split == LabParts.Random && LabMethods.IsOfTable(r.Task.Method)).ToList();
        if (leakyRows.Count == 0) return;
        text.Append(
            "\n## Divided by artist and by chance\n\nThe paper divides by chance, which leaves music of one artist, and repeats, on both sides.\n\n"
            + "| set | method | artists parted | judged | by chance (leaky) | judged |\n|---|---|---|---|---|---|\n");
        foreach (var leaky in leakyRows)
        {
            if ((table.Find(leaky.Task.Set, LabParts.ArtistFolds, leaky.Task.Method) ?? table.Find(leaky.Task.Set, LabParts.Artists, leaky.Task.Method)) is { } honest)
                text.Append(Line($"| {leaky.Task.Set} | {LabMethods.Describe(leaky.Task.Method)} | **{Percent(honest.Accuracy)}** ({Percent(honest.Interval.Low)} to {Percent(honest.Interval.High)}) | {honest.N} | {Percent(leaky.Accuracy)} ({Percent(leaky.Interval.Low)} to {Percent(leaky.Interval.High)}) | {leaky.N} |\n"));
        }
    }

    /// <summary>What each technique of training brings to the network that silo train makes.</summary>
    private static void Techniques(StringBuilder text, LabTable table)
    {
        var splits = table.Rows.Select(r => (r.Task.Set, r.Task.Split)).Distinct().Where(s => s.Split != LabParts.Random && table.Techniques(s.Set, s.Split).Any()).ToList();
        if (splits.Count == 0) return;
        text.Append("\n## What each technique brings\n\nThe DCNN-SSA network of `silo train` (c), alone, with the technique, without it, and the points of accuracy between the two, paired. One seed each: the intervals are over tracks, and do not hold what another seed would change.\n");
        foreach (var (set, split) in splits)
        {
            text.Append(Line($"\n{set}, {split}:\n\n| technique | with | without | points | 95 % |\n|---|---|---|---|---|\n"));
            foreach (var (what, with, without) in table.Techniques(set, split))
            {
                var (points, low, high) = with.Over(without);
                text.Append(Line($"| {what} | {Percent(with.Accuracy)} | {Percent(without.Accuracy)} | {Signed(points)} | {Signed(low)} to {Signed(high)} |\n"));
            }
        }
    }

    private static string Signed(double share) => (100 * share).ToString("+0.0;−0.0;0.0", CultureInfo.InvariantCulture);

    private static string Percent(double share) => (100 * share).ToString("0.0", CultureInfo.InvariantCulture) + " %";

    private static string Line(FormattableString line) => FormattableString.Invariant(line);
}
