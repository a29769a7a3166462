namespace MediaAnalytics.Silo.Lab;

/// <summary>What networks answer together: the mean of their scores, which are log-probabilities, as a model of several does.</summary>
internal static class LabTogether
{
    /// <summary>The results and, of each part that has them, those of the whole network and the summary network together, and of the whole network's seeds together.</summary>
    public static IEnumerable<LabResult> With(IEnumerable<LabResult> results)
    {
        var all = results.ToList();
        return all.Concat(all.Where(r => r.Task is { Method: LabMethods.Whole, Input: LabInputs.Mel }).GroupBy(r => (r.Task.Set, r.Task.Split, r.Task.Part)).SelectMany(part =>
        {
            var seeds = part.OrderBy(r => r.Task.Seed).ToList();
            var summary = all.FirstOrDefault(r => r.Task == seeds[0].Task with { Method = LabTechnique.Summary });
            return new[]
            {
                summary is null ? null : Together(LabMethods.WithSummary, [seeds[0], summary]),
                seeds.Count < 2 ? null : Together(LabMethods.Seeds, seeds),
            }.OfType<LabResult>();
        }));
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
