using MediaAnalytics.Contracts.Genre;

namespace MediaAnalytics.Grains.Genre.Serving;

/// <summary>Which model is to serve, and which was before.</summary>
[GenerateSerializer, Alias("ma.GenreModelsState")]
internal sealed class GenreModelsState
{
    /// <summary>The order in force.</summary>
    [Id(0)] public ServingModel Serving { get; set; } = ServingModel.None;

    /// <summary>The one before it; null where there was none.</summary>
    [Id(1)] public ServingModel? Previous { get; set; }
}
