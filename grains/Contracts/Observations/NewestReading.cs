namespace MediaAnalytics.Contracts.Observations;

/// <summary>What one source reported last of one MV on one platform.</summary>
/// <param name="ObservedAt">When the newest reading was observed.</param>
/// <param name="Counters">The newest value of each counter; absent where never reported.</param>
[GenerateSerializer, Immutable, Alias("ma.NewestReading")]
public sealed record NewestReading([property: Id(0)] DateTimeOffset ObservedAt, [property: Id(1)] Counters Counters);
