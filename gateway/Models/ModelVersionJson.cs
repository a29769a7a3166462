using MediaAnalytics.Analysis.Genre;
using MediaAnalytics.Contracts.Genre;

namespace MediaAnalytics.Gateway.Models;

/// <summary>A registered genre model.</summary>
public sealed record ModelVersionJson
{
    /// <summary>Its name and the start of its content's hash.</summary>
    public required string Version { get; init; }

    /// <summary>SHA-256 of its file, lower-case hex.</summary>
    public required string Sha256 { get; init; }

    /// <summary>The file's length.</summary>
    public required long Bytes { get; init; }

    /// <summary>Genres, in the order of its scores.</summary>
    public required string[] Labels { get; init; }

    /// <summary>The log-mel contract that it was trained under; a silo of another contract can't serve it.</summary>
    public required string Contract { get; init; }

    /// <summary>Whether its file holds a golden check: an input and the answer to it, which it must give wherever it is loaded before it serves.</summary>
    public required bool Checked { get; init; }

    /// <summary>What its file says of its making and worth; null where nothing.</summary>
    public required GenreModelCard? Card { get; init; }

    public required DateTimeOffset RegisteredAt { get; init; }

    /// <summary>Who registered it.</summary>
    public required string RegisteredBy { get; init; }

    internal static ModelVersionJson Of(RegisteredModel model) => new()
    {
        Version = model.Version,
        Sha256 = ServingModelJson.Sha256Of(model.Artifact),
        Bytes = model.Bytes,
        Labels = model.Labels,
        Contract = model.Contract,
        Checked = model.IsChecked,
        Card = model.Card is { } card ? GenreModelCard.Parse(card) : null,
        RegisteredAt = model.RegisteredAt,
        RegisteredBy = model.RegisteredBy,
    };
}
