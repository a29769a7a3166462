namespace MediaAnalytics.Contracts.Dissemination;

/// <summary>One combination's sums.</summary>
/// <param name="Key">A value per dimension asked for, in that order; null where the catalogue does not state it.</param>
/// <param name="Sums">The sums.</param>
[GenerateSerializer, Immutable, Alias("ma.DisseminationRow")]
public sealed record DisseminationRow([property: Id(0)] string?[] Key, [property: Id(1)] CellSums Sums);
