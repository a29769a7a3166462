using MediaAnalytics.Contracts.Genre;

namespace MediaAnalytics.Gateway.Models;

/// <summary>The order that a model is to serve.</summary>
public sealed record ServingModelJson
{
    /// <summary>Counts the orders; 0 where none was ever given.</summary>
    public required long Sequence { get; init; }

    /// <summary>The model's version; null where each silo serves the model that it starts with (the shipped one, or its --model).</summary>
    public required string? Version { get; init; }

    /// <summary>SHA-256 of its file, lower-case hex; null where <see cref="Version"/> is.</summary>
    public required string? Sha256 { get; init; }

    public required DateTimeOffset? Since { get; init; }

    /// <summary>Who gave it.</summary>
    public required string? By { get; init; }

    internal static ServingModelJson Of(ServingModel model) => new()
    {
        Sequence = model.Sequence,
        Version = model.Version,
        Sha256 = model.Artifact is { } artifact ? Sha256Of(artifact) : null,
        Since = model.Since,
        By = model.By,
    };

    /// <summary>The hash that a model's file lies under.</summary>
    internal static string Sha256Of(string artifact) => artifact[(artifact.LastIndexOf('/') + 1)..];
}
