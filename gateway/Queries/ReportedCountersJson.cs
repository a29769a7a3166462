using MediaAnalytics.Contracts.Observations;

namespace MediaAnalytics.Gateway.Queries;

/// <summary>Six counters; null where never reported.</summary>
public sealed record ReportedCountersJson(long? Impressions, long? Clicks, long? Views, long? Likes, long? Comments, long? Shares)
{
    internal static ReportedCountersJson Of(Counters counters) => new(
        Present(counters.Impressions), Present(counters.Clicks), Present(counters.Views),
        Present(counters.Likes), Present(counters.Comments), Present(counters.Shares));

    private static long? Present(long value) => value == Counters.Absent ? null : value;
}
