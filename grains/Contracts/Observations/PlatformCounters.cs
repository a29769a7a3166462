namespace MediaAnalytics.Contracts.Observations;

/// <summary>What one platform reports of one MV, folded.</summary>
/// <param name="Platform">The platform.</param>
/// <param name="Net">Newest values; <see cref="Counters.Absent"/> where never reported.</param>
/// <param name="Gross">First value plus every rise; absent where never reported.</param>
/// <param name="NewestAt">When the newest reading was observed.</param>
/// <param name="Readings">Distinct readings kept.</param>
/// <param name="Corrections">Falls of any counter.</param>
/// <param name="Sources">Who reported, in order of precedence.</param>
/// <param name="LastHour">Rises and falls in the last hour.</param>
/// <param name="LastDay">Rises and falls in the last 24 hours.</param>
/// <param name="WindowsSince">Where the windows reach back less than a day: what came before this instant is missing from them; else null.</param>
[GenerateSerializer, Immutable, Alias("ma.PlatformCounters")]
public sealed record PlatformCounters(
    [property: Id(0)] string Platform,
    [property: Id(1)] Counters Net,
    [property: Id(2)] Counters Gross,
    [property: Id(3)] DateTimeOffset NewestAt,
    [property: Id(4)] int Readings,
    [property: Id(5)] int Corrections,
    [property: Id(6)] string[] Sources,
    [property: Id(7)] WindowDelta LastHour,
    [property: Id(8)] WindowDelta LastDay,
    [property: Id(9)] DateTimeOffset? WindowsSince = null);
