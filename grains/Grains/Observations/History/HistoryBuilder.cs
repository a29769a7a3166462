using MediaAnalytics.Contracts.Observations;
using MediaAnalytics.Contracts.Observations.History;

namespace MediaAnalytics.Grains.Observations.History;

/// <summary>Puts what folding found into buckets. Pure.</summary>
internal static class HistoryBuilder
{
    /// <summary>The platforms asked for; null where they have more than <paramref name="maxRows"/> rows.</summary>
    public static PlatformHistory[]? Build(
        MvTimeline timeline, MvInputs inputs, HistoryQuery query, TimeZoneInfo zone, int maxRows = HistoryQuery.MaxRows)
    {
        var platforms = new List<PlatformHistory>();
        foreach (PlatformTimeline platform in timeline.Platforms.Values)
        {
            if (query.Platforms.Length > 0 && !query.Platforms.Contains(platform.Platform))
                continue;

            var rows = new HistoryRows(query, new(zone, query.Granularity), maxRows);
            if (!rows.TryAdd(platform))
                return null;
            maxRows -= rows.Count;
            platforms.Add(new(platform.Platform, Counted(platform), EpochsOf(platform, inputs), rows.Buckets()));
        }

        return [.. platforms];
    }

    private static CountedSource[] Counted(PlatformTimeline platform) =>
    [
        .. Enumerable.Range(0, Counters.Count).Where(counter => platform.Counting(counter) is not null)
            .Select(counter => new CountedSource((Counter)counter, platform.Counting(counter)!.Source)),
    ];

    private static DefinitionEpoch[] EpochsOf(PlatformTimeline platform, MvInputs inputs) =>
        [.. inputs.Epochs.Select(logged => logged.Epoch).Where(epoch => epoch.Platform == platform.Platform).OrderBy(epoch => epoch.At)];
}
