namespace MediaAnalytics.Silo.Lab;

/// <summary>The lines of a laboratory, in the order of sets, splits, inputs and methods.</summary>
internal sealed class LabTable
{
    /// <summary>Makes the table of all results.</summary>
    public LabTable(IReadOnlyList<LabSet> sets, IEnumerable<LabResult> results)
    {
        Rows = LabTogether.With(results).GroupBy(r => (r.Task.Set, r.Task.Split, r.Task.Input, r.Task.Method)).Select(g => (g.Key, Results: g.OrderBy(r => r.Task.Part, StringComparer.Ordinal).ThenBy(r => r.Task.Seed).ToList()))
            .OrderBy(g => sets.Select(s => s.Name).ToList().IndexOf(g.Key.Set)).ThenBy(g => g.Key.Split == LabParts.Random ? 1 : 0).ThenBy(g => g.Key.Split, StringComparer.Ordinal)
            .ThenBy(g => g.Key.Input, StringComparer.Ordinal).ThenBy(g => LabMethods.Ordered.ToList().IndexOf(g.Key.Method))
            .Select(g => new LabRow(sets.First(s => s.Name == g.Key.Set), g.Results)).ToList();
    }

    /// <summary>The lines.</summary>
    public IReadOnlyList<LabRow> Rows { get; }

    /// <summary>One line; null where it was not run.</summary>
    public LabRow? Find(string set, string split, string method, string input = LabInputs.Mel) =>
        Rows.FirstOrDefault(r => r.Task.Set == set && r.Task.Split == split && r.Task.Method == method && r.Task.Input == input);

    /// <summary>
    /// The paper's comparisons that can be made in a set and split: what is added, the line with it, the line without it.
    /// </summary>
    public IEnumerable<(string What, LabRow With, LabRow Without)> Steps(string set, string split)
    {
        foreach (var (what, with, without) in new[]
        {
            ("spatial attention alone (b over a)", "b", "a"),
            ("four stacked convolutions before it (c over b)", "c", "b"),
            ("residual module after it (d over b)", "d", "b"),
            ("both, over attention alone (e over b)", LabMethods.Whole, "b"),
            ("residual module after the stack (e over c)", LabMethods.Whole, "c"),
            ("the whole over the plain network (e over a)", LabMethods.Whole, "a"),
            ("DCNN-SSA over the LS-SVM", LabMethods.Whole, LabMethods.Svm),
            ("DCNN-SSA over the BPNN", LabMethods.Whole, LabMethods.Bpnn),
        })
        {
            if (Find(set, split, with) is { } better && Find(set, split, without) is { } worse) yield return (what, better, worse);
        }

        if (Find(set, split, LabMethods.Whole) is { } mel && Find(set, split, LabMethods.Whole, LabInputs.Stft) is { } stft)
            yield return ("mel instead of plain STFT (e)", mel, stft);
    }

    /// <summary>What each technique brings in a set and split: the line with it and the line without it.</summary>
    public IEnumerable<(string What, LabRow With, LabRow Without)> Techniques(string set, string split)
    {
        if (Find(set, split, LabMethods.Usual) is not { } seeds) yield break;
        // Techniques have one seed: the first.
        var usual = new LabRow(seeds.Set, [.. seeds.Results.Where(r => r.Task.Seed == seeds.Results.Min(first => first.Task.Seed))]);
        if (Find(set, split, LabMethods.OneTile) is { } tile) yield return ("nine tiles a clip when judged (against one)", usual, tile);
        foreach (var technique in LabTechnique.All)
        {
            if (Find(set, split, technique.Method) is { } other) yield return technique.IsWithout ? (technique.What, usual, other) : (technique.What, other, usual);
        }

        foreach (var (method, what) in new[]
        {
            (LabMethods.WithSummary, "the summary network beside it, answering together"), (LabMethods.WithSecond, "a second network of another seed beside it"), (LabMethods.WithBoth, "both beside it"),
        })
        {
            if (Find(set, split, method) is { } together) yield return (what, together, usual);
        }
    }
}
