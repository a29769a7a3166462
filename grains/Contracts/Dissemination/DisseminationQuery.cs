namespace MediaAnalytics.Contracts.Dissemination;

/// <summary>A question to the cells.</summary>
/// <param name="By">Dimensions to split by, in order; empty for the total alone.</param>
/// <param name="Where">Values to keep, by dimension, as callers write them; a cell must match one value of every dimension named.</param>
[GenerateSerializer, Immutable, Alias("ma.DisseminationQuery")]
public sealed record DisseminationQuery(
    [property: Id(0)] Dimension[] By,
    [property: Id(1)] Dictionary<Dimension, string[]> Where);
