using MediaAnalytics.Contracts.Genre;

namespace MediaAnalytics.Gateway.Models;

/// <summary>Which genre models there are, which is to serve, and what became of it.</summary>
public sealed record ModelsJson
{
    public required ServingModelJson Serving { get; init; }

    /// <summary>The order before; null where there was none.</summary>
    public required ServingModelJson? Previous { get; init; }

    /// <summary>The order that a rollback gives again; null where there is none to go back to.</summary>
    public required ServingModelJson? RollsBackTo { get; init; }

    /// <summary>The registered models, in the order of their registration. The ones that silos start with are not among them.</summary>
    public required ModelVersionJson[] Versions { get; init; }

    /// <summary>The newest word of each accelerator silo that is up.</summary>
    public required ModelSiloJson[] Silos { get; init; }

    /// <summary>The catalogue's way to the newest model, or the last such; null where there was none.</summary>
    public required RescoringJson? Rescoring { get; init; }

    internal static ModelsJson Of(ModelsStatus status, RescoringStatus? rescoring) => new()
    {
        Serving = ServingModelJson.Of(status.Serving),
        Previous = status.Previous is { } previous ? ServingModelJson.Of(previous) : null,
        RollsBackTo = status.RollsBackTo is { } before ? ServingModelJson.Of(before) : null,
        Versions = [.. (status.Versions ?? []).Select(ModelVersionJson.Of)],
        Silos = [.. status.Silos.Select(ModelSiloJson.Of)],
        Rescoring = rescoring is null ? null : RescoringJson.Of(rescoring),
    };
}
