using MediaAnalytics.Contracts.Observations;
using MediaAnalytics.Gateway.Dissemination;

namespace MediaAnalytics.Gateway.Queries;

/// <summary>One platform's counters of one MV.</summary>
/// <param name="Platform">The platform.</param>
/// <param name="Net">Newest values.</param>
/// <param name="Gross">First values plus every rise.</param>
/// <param name="NewestAt">When the newest reading was observed.</param>
/// <param name="Readings">Distinct readings kept.</param>
/// <param name="Corrections">Falls of any counter.</param>
/// <param name="Sources">Who reported, in order of precedence.</param>
/// <param name="LastHour">What changed in the last hour.</param>
/// <param name="LastDay">What changed in the last 24 hours.</param>
/// <param name="WindowsSince">Where the windows reach back less than a day: what came before this instant is missing from them; else null.</param>
public sealed record PlatformCountersJson(
    string Platform, ReportedCountersJson Net, ReportedCountersJson Gross, DateTimeOffset NewestAt, int Readings, int Corrections, string[] Sources,
    WindowJson LastHour, WindowJson LastDay, DateTimeOffset? WindowsSince)
{
    internal static PlatformCountersJson Of(PlatformCounters counters) => new(
        counters.Platform, ReportedCountersJson.Of(counters.Net), ReportedCountersJson.Of(counters.Gross), counters.NewestAt, counters.Readings,
        counters.Corrections, counters.Sources, WindowJson.Of(counters.LastHour), WindowJson.Of(counters.LastDay), counters.WindowsSince);
}
