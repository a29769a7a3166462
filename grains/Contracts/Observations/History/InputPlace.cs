namespace MediaAnalytics.Contracts.Observations.History;

/// <summary>Where an input stands in its partition's log: the entry, and its place in that, from 0.</summary>
[GenerateSerializer, Immutable, Alias("ma.InputPlace")]
public readonly record struct InputPlace([property: Id(0)] long Offset, [property: Id(1)] int Ordinal);
