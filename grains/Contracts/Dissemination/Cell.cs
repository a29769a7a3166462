namespace MediaAnalytics.Contracts.Dissemination;

/// <summary>A key and its sums.</summary>
[GenerateSerializer, Immutable, Alias("ma.Cell")]
public readonly record struct Cell([property: Id(0)] CellKey Key, [property: Id(1)] CellSums Sums);
