namespace MediaAnalytics.Contracts.Catalogue;

/// <summary>One validated row of a catalogue: what its owner declares of an MV. Strings are trimmed, NFC-normalised (the title is as it came) and within <see cref="CatalogueLimits"/>.</summary>
[GenerateSerializer, Immutable, Alias("ma.CatalogueEntry")]
public sealed record CatalogueEntry
{
    /// <summary>The catalogue's id of the MV; its name everywhere in the product.</summary>
    [Id(0)] public required string Id { get; init; }

    [Id(1)] public required string Title { get; init; }

    /// <summary>Id of the song that the MV shows.</summary>
    [Id(2)] public string? Track { get; init; }

    /// <summary>Ids of the people or groups that made it, in the catalogue's order, without repeats.</summary>
    [Id(3)] public string[] Creators { get; init; } = [];

    [Id(4)] public DateOnly? ReleaseDate { get; init; }

    [Id(5)] public PlatformId[] PlatformIds { get; init; } = [];

    /// <summary>Path of the media file as the catalogue names it, relative to the import's media folder, with <c>/</c>.</summary>
    [Id(6)] public string? Media { get; init; }

    /// <summary>SHA-256 of the media's bytes, lower-case hex; null until the media has been uploaded.</summary>
    [Id(7)] public string? MediaHash { get; init; }

    /// <summary>Why the media named by <see cref="Media"/> could not be uploaded; null where it was, or was not tried.</summary>
    [Id(8)] public string? MediaProblem { get; init; }

    [Id(9)] public string? DeclaredGenre { get; init; }

    [Id(10)] public StoryFeatures Story { get; init; } = StoryFeatures.Unstated;

    /// <summary>Columns that the product has no meaning for, kept as they came.</summary>
    [Id(11)] public Dictionary<string, string> Extra { get; init; } = [];
}
