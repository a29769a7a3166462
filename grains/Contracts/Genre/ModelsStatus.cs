namespace MediaAnalytics.Contracts.Genre;

/// <summary>Which model is to serve, and what became of it.</summary>
/// <param name="Serving">The order in force.</param>
/// <param name="Previous">The one before it; null where there was none.</param>
/// <param name="Silos">The newest word of each accelerator silo that is up, by its name.</param>
[GenerateSerializer, Immutable, Alias("ma.ModelsStatus")]
public sealed record ModelsStatus(
    [property: Id(0)] ServingModel Serving, [property: Id(1)] ServingModel? Previous, [property: Id(2)] ModelReport[] Silos);
