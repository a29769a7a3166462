using MediaAnalytics.Contracts.Observations;
using MediaAnalytics.Gateway.Queries;

namespace MediaAnalytics.Gateway.Observations;

/// <summary>What one source reported last of one MV on one platform.</summary>
/// <param name="Mv">The MV, catalogued or not.</param>
/// <param name="Platform">The platform.</param>
/// <param name="Source">Who reports.</param>
/// <param name="ObservedAt">When the newest reading was observed; null where there is none.</param>
/// <param name="Counters">The newest value of each counter; null where never reported.</param>
public sealed record NewestReadingJson(string Mv, string Platform, string Source, DateTimeOffset? ObservedAt, ReportedCountersJson Counters)
{
    internal static NewestReadingJson Of(string mv, string platform, string source, NewestReading? newest) =>
        new(mv, platform, source, newest?.ObservedAt, ReportedCountersJson.Of(newest?.Counters ?? Contracts.Observations.Counters.None));
}
