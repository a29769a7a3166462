namespace MediaAnalytics.Silo.Lab;

/// <summary>What comes of fits that are done: the usual network judged by one tile, and what several networks answer together, the mean of their scores, which are log-probabilities.</summary>
internal static class LabTogether
{
    private static readonly (string Method, string[] Members)[] Ensembles =
    [
        (LabMethods.WithSummary, [LabMethods.Usual, LabTechnique.Summary]),
        (LabMethods.WithSecond, [LabMethods.Usual, LabTechnique.Second]),
        (LabMethods.WithBoth, [LabMethods.Usual, LabTechnique.Second, LabTechnique.Summary]),
    ];

    /// <summary>The results and, of each part that has them, these.</summary>
    public static IEnumerable<LabResult> With(IEnumerable<LabResult> results)
    {
        var all = results.ToList();
        var usual = all.Where(r => r.Task is { Method: LabMethods.Usual, Input: LabInputs.Mel }).GroupBy(r => r.Task with { Seed = 0 }).Select(part => part.MinBy(r => r.Task.Seed)!).ToList();
        foreach (var one in usual.Where(r => r.OneTile is not null))
            all.Add(one with { Task = one.Task with { Method = LabMethods.OneTile }, Tracks = one.OneTile!, Curve = [] });
        foreach (var (method, names) in Ensembles)
        {
            foreach (var one in usual)
            {
                var members = names.Select(name => all.FirstOrDefault(r => r.Task == one.Task with { Method = name })).OfType<LabResult>().ToList();
                if (members.Count == names.Length) all.Add(Together(method, members));
            }
        }

        return all;
    }

    private static LabResult Together(string method, List<LabResult> members)
    {
        var scores = members.Select(m => m.Tracks.ToDictionary(t => t.Track, t => t.Scores)).ToList();
        return members[0] with
        {
            Task = members[0].Task with { Method = method },
            Seconds = members.Sum(m => m.Seconds),
            Parameters = members.Sum(m => m.Parameters),
            FlopsPerClip = members.Aggregate((long?)0, (sum, m) => sum + m.FlopsPerClip),
            Curve = [],
            Tracks = members[0].Tracks.Select(t => t with { Scores = t.Scores.Select((_, label) => scores.Average(s => s[t.Track][label])).ToArray() }).ToList(),
        };
    }
}
