namespace MediaAnalytics.Gateway.Observations;

/// <summary>The fields of an observation, counters last and in the order of <see cref="Contracts.Observations.Counter"/>.</summary>
internal enum ReadingField
{
    Mv,
    Platform,
    Source,
    ObservedAt,
    Impressions,
    Clicks,
    Views,
    Likes,
    Comments,
    Shares,
}
