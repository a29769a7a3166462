namespace MediaAnalytics.Contracts.Genre;

/// <summary>Which models there are, which is to serve, and what became of it.</summary>
/// <param name="Serving">The order in force.</param>
/// <param name="Previous">The one before it; null where there was none.</param>
/// <param name="Silos">The newest word of each accelerator silo that is up, by its name.</param>
/// <param name="Versions">The registered models, in the order of their registration; null from a silo that knows no registry.</param>
/// <param name="RollsBackTo">The order that a rollback gives again; null where there is none.</param>
[GenerateSerializer, Immutable, Alias("ma.ModelsStatus")]
public sealed record ModelsStatus(
    [property: Id(0)] ServingModel Serving,
    [property: Id(1)] ServingModel? Previous,
    [property: Id(2)] ModelReport[] Silos,
    [property: Id(3)] RegisteredModel[]? Versions = null,
    [property: Id(4)] ServingModel? RollsBackTo = null);
