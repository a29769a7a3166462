using MediaAnalytics.Contracts.Genre;

namespace MediaAnalytics.Gateway.Models;

/// <summary>Which genre model is to serve, and what became of it.</summary>
public sealed record ModelsJson
{
    public required ServingModelJson Serving { get; init; }

    /// <summary>The order before; null where there was none.</summary>
    public required ServingModelJson? Previous { get; init; }

    /// <summary>The newest word of each accelerator silo that is up.</summary>
    public required ModelSiloJson[] Silos { get; init; }

    /// <summary>The catalogue's way to the newest model, or the last such; null where there was none.</summary>
    public required RescoringJson? Rescoring { get; init; }

    internal static ModelsJson Of(ModelsStatus status, RescoringStatus? rescoring) => new()
    {
        Serving = ServingModelJson.Of(status.Serving),
        Previous = status.Previous is { } previous ? ServingModelJson.Of(previous) : null,
        Silos = [.. status.Silos.Select(ModelSiloJson.Of)],
        Rescoring = rescoring is null ? null : RescoringJson.Of(rescoring),
    };
}
