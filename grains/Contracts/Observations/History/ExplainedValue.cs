namespace MediaAnalytics.Contracts.Observations.History;

/// <summary>One counter of a reading.</summary>
/// <param name="Counter">The counter.</param>
/// <param name="Value">The value as it came.</param>
/// <param name="Standing">The value that stands at the instant: the largest that came for it.</param>
/// <param name="Verdict">What the standing value was taken for.</param>
/// <param name="Delta">What it changed. Readings of one instant show the same change: it counts once.</param>
/// <param name="Counts">Whether the series counts for this counter; else another source does.</param>
[GenerateSerializer, Immutable, Alias("ma.ExplainedValue")]
public readonly record struct ExplainedValue(
    [property: Id(0)] Counter Counter,
    [property: Id(1)] long Value,
    [property: Id(2)] long Standing,
    [property: Id(3)] Verdict Verdict,
    [property: Id(4)] long Delta,
    [property: Id(5)] bool Counts);
