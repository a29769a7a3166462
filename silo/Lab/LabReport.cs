using System.Globalization;
using System.Text;

namespace MediaAnalytics.Silo.Lab;

/// <summary>The laboratory's report: the paper's table beside what came out here, as Markdown, its figures in a folder beside it.</summary>
internal static class LabReport
{
    /// <summary>Writes the report and its figures.</summary>
    public static void Write(string path, LabTable table)
    {
        string figures = Path.GetFileNameWithoutExtension(path) + "-figures";
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var text = new StringBuilder(
            "# DCNN-SSA and its rivals\n\nWritten by `silo ablate`; every figure below is of its fits. The paper is Zhang and Cui, IJITWE 2023, doi 10.4018/IJITWE.325213. "
            + "Intervals are 95 % bootstraps over the judged tracks, and over seeds where there are several; differences are paired, track by track. Nothing was chosen by the judged tracks.\n");
        Paper(text, table);
        foreach (var group in table.Rows.GroupBy(r => (r.Task.Set, r.Task.Split))) Split(text, group.Key.Split, [.. group], figures, new LabFigures(Path.Combine(Path.GetDirectoryName(path)!, figures)));
        Leaks(text, table);
        File.WriteAllText(path, text.ToString());
    }

    /// <summary>The paper's figures, and ours on each set's honest split.</summary>
    private static void Paper(StringBuilder text, LabTable table)
    {
        var splits = table.Rows.Where(r => r.Task.Split != LabParts.Random).Select(r => (r.Task.Set, r.Task.Split)).Distinct().ToList();
        text.Append("\n## The paper's table beside ours\n\nPoints of accuracy gained by each part.\n\n| what | paper |");
        foreach (var (set, split) in splits) text.Append(Line($" {set}, {split} | |"));
        text.Append("\n|---|---|").Insert(text.Length, "---|---|", splits.Count).Append('\n');
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

    private static void Split(StringBuilder text, string split, List<LabRow> rows, string figures, LabFigures drawn)
    {
        string name = $"{rows[0].Task.Set}-{split}";
        text.Append(Line($"\n## {rows[0].Task.Set}: {LabParts.Describe(split)}\n\n{rows[0].N} tracks judged, {rows[0].Set.Labels.Length} genres.\n\n"));
        text.Append("| method | input | accuracy | 95 % | macro F1 | seeds | s a fit | parameters | MFLOP a clip |\n|---|---|---|---|---|---|---|---|---|\n");
        foreach (var row in rows)
        {
            var first = row.Results[0];
            string seeds = row.SeedAccuracies.Count == 1 ? "1" : $"{row.SeedAccuracies.Count}: {string.Join(", ", row.SeedAccuracies.Select(Percent))}";
            text.Append(Line($"| {LabMethods.Describe(row.Task.Method)} | {row.Task.Input} | **{Percent(row.Accuracy)}** | {Percent(row.Interval.Low)} to {Percent(row.Interval.High)} | {row.MacroF1:F3} | {seeds} | {row.Seconds:F0} | {first.Parameters:N0} | {first.FlopsPerClip / 1e6:N0} |\n"));
        }

        text.Append(Line($"\n![accuracies]({figures}/{drawn.Bars($"{name}-accuracy", rows)})\n"));
        var networks = rows.Where(r => r.Results[0].Curve.Count > 0).ToList();
        if (networks.Count > 0) text.Append(Line($"\n![learning curves]({figures}/{drawn.Curves($"{name}-curves", networks)})\n"));
        if (rows.FirstOrDefault(r => r.Task is { Method: LabMethods.Whole, Input: LabInputs.Mel }) is { } whole)
            text.Append(Line($"\n![confusion of DCNN-SSA]({figures}/{drawn.Confusion($"{name}-confusion", whole)})\n"));
    }

    /// <summary>The honest and the leaky figure side by side.</summary>
    private static void Leaks(StringBuilder text, LabTable table)
    {
        text.Append(
            "\n## Where 89.4 % comes from\n\nThe paper divides by chance, which leaves music of one artist, and repeats, on both sides. The same methods on the same clips, divided by artist and by chance:\n\n"
            + "| set | method | artists parted | by chance (leaky) |\n|---|---|---|---|\n");
        foreach (var leaky in table.Rows.Where(r => r.Task.Split == LabParts.Random))
        {
            if (table.Find(leaky.Task.Set, LabParts.Artists, leaky.Task.Method) is { } honest)
                text.Append(Line($"| {leaky.Task.Set} | {LabMethods.Describe(leaky.Task.Method)} | **{Percent(honest.Accuracy)}** ({Percent(honest.Interval.Low)} to {Percent(honest.Interval.High)}) | {Percent(leaky.Accuracy)} ({Percent(leaky.Interval.Low)} to {Percent(leaky.Interval.High)}) |\n"));
        }
    }

    private static string Signed(double share) => (100 * share).ToString("+0.0;−0.0;0.0", CultureInfo.InvariantCulture);

    private static string Percent(double share) => (100 * share).ToString("0.0", CultureInfo.InvariantCulture) + " %";

    private static string Line(FormattableString line) => FormattableString.Invariant(line);
}
