using MediaAnalytics.Contracts.Genre;

namespace MediaAnalytics.Grains.Genre.Serving;

/// <summary>The models that there are, which is to serve, and which did before. One that is in use is never changed: <see cref="With"/> makes the next.</summary>
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

    /// <summary>The registered models, oldest first.</summary>
    [Id(4)] public RegisteredModel[] Versions { get; set; } = [];

    /// <summary>The orders that rollbacks go back to, oldest first; null in a state that was stored before there were any.</summary>
    [Id(5)] public ServingModel[]? Past { get; set; }

    /// <summary>A changed copy.</summary>
    public GenreModelsState With(Action<GenreModelsState> change)
    {
        var next = (GenreModelsState)MemberwiseClone();
        change(next);
        return next;
    }
}
