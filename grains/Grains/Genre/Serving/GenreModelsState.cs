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

    /// <summary>Version of the model that the catalogue was last known to be scored with, or to be scored anew with; null before the first.</summary>
    [Id(2)] public string? Scored { get; set; }

    /// <summary>The order which that one serves under.</summary>
    [Id(3)] public long ScoredUnder { get; set; }
}
