namespace MediaAnalytics.Contracts.Observations.History;

/// <summary>Whose readings of a counter count.</summary>
[GenerateSerializer, Immutable, Alias("ma.CountedSource")]
public readonly record struct CountedSource([property: Id(0)] Counter Counter, [property: Id(1)] string Source);
