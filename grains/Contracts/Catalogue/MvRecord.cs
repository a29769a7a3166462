using MediaAnalytics.Contracts.Genre;

namespace MediaAnalytics.Contracts.Catalogue;

/// <summary>An MV's whole record at one version. It is what the event log carries; the highest version wins.</summary>
[GenerateSerializer, Immutable, Alias("ma.MvRecord")]
public sealed record MvRecord
{
    [Id(0)] public required CatalogueEntry Entry { get; init; }

    /// <summary>Counts the record's changes, from 1.</summary>
    [Id(1)] public long Version { get; init; }

    [Id(2)] public MvStage Stage { get; init; }

    /// <summary>The last problem of the stage now under way or given up; null where none.</summary>
    [Id(3)] public StageProblem? Problem { get; init; }

    /// <summary>What the model heard in <see cref="PosteriorMedia"/>; null until recognised.</summary>
    [Id(4)] public GenrePosterior? Posterior { get; init; }

    /// <summary>SHA-256 of the media that <see cref="Posterior"/> was computed from.</summary>
    [Id(5)] public string? PosteriorMedia { get; init; }

    /// <summary>Seconds of sound in the media; null until decoded.</summary>
    [Id(6)] public double? MediaSeconds { get; init; }

    [Id(7)] public DateTimeOffset UpdatedAt { get; init; }

    /// <summary>When the MV was withdrawn from the catalogue, and so from every answer; null while it is in it. A catalogue row brings it back.</summary>
    [Id(8)] public DateTimeOffset? WithdrawnAt { get; init; }
}
