using MediaAnalytics.Gateway.Dissemination;
using MediaAnalytics.Gateway.Simulation.Tally;

namespace MediaAnalytics.Gateway.Verification;

/// <summary>Sets a simulation's tally beside the server's answers, figure by figure.</summary>
internal static class TallyComparison
{
    /// <summary>The dimensions that the tally is split by, and its sums by the value of each.</summary>
    public static IEnumerable<(string Dimension, IReadOnlyDictionary<string, TallySums> Sums)> Splits(SimulationTally tally) =>
    [
        ("genre.declared", tally.ByGenre),
        ("platform", tally.ByPlatform),
        ("story.hasStory", tally.ByStory),
    ];

    /// <summary>Compares one split; rows that only one side has differ.</summary>
    public static IEnumerable<Comparison> Compare(string dimension, IReadOnlyDictionary<string, TallySums> sums, DisseminationJson answer)
    {
        Dictionary<string, DisseminationRowJson> rows = answer.Rows.ToDictionary(row => row.Key[dimension] ?? TallyPass.Unknown, StringComparer.Ordinal);
        foreach (string value in sums.Keys.Union(rows.Keys).Order(StringComparer.Ordinal))
        {
            foreach (Comparison comparison in Compare($"{dimension} {value}", sums.GetValueOrDefault(value), rows.GetValueOrDefault(value)))
                yield return comparison;
        }
    }

    /// <summary>Compares one group's figures.</summary>
    public static IEnumerable<Comparison> Compare(string group, TallySums? tally, DisseminationRowJson? server) =>
    [
        new(group, "MVs", tally?.Mvs, server?.Mvs),
        new(group, "impressions", tally?.Impressions, server?.Impressions),
        new(group, "clicks", tally?.Clicks, server?.Clicks),
        new(group, "click-through rate", Ratio(tally?.Ctr), server?.Ctr),
        new(group, "views net", tally?.Views.Net, server?.Views.Net),
        new(group, "views gross", tally?.Views.Gross, server?.Views.Gross),
        new(group, "likes", tally?.Likes.Net, server?.Likes),
        new(group, "like rate", Ratio(tally?.LikeRate), server?.LikeRate),
        new(group, "comments", tally?.Comments.Net, server?.Comments),
        new(group, "shares", tally?.Shares.Net, server?.Shares),
    ];

    private static double? Ratio(RatioSums? sums) => sums is null or { Denominator: 0 } ? null : (double)sums.Numerator / sums.Denominator;
}
