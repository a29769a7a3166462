using MediaAnalytics.Contracts.Catalogue;
using MediaAnalytics.Contracts.Genre;
using MediaAnalytics.Contracts.Observations;

namespace MediaAnalytics.Gateway.Queries;

/// <summary>An MV as the API shows it.</summary>
public sealed record MvJson
{
    public required string Id { get; init; }
    public required string Title { get; init; }
    public string? Track { get; init; }
    public required string[] Creators { get; init; }
    public DateOnly? ReleaseDate { get; init; }

    /// <summary>Written <c>platform:id</c>.</summary>
    public required string[] PlatformIds { get; init; }

    public required GenreJson Genre { get; init; }
    public required StoryJson Story { get; init; }
    public MediaJson? Media { get; init; }
    public required WorkflowJson Workflow { get; init; }

    /// <summary>Counts the record's changes.</summary>
    public long Version { get; init; }

    public DateTimeOffset UpdatedAt { get; init; }

    /// <summary>When it was withdrawn; null while it is in the catalogue.</summary>
    public DateTimeOffset? WithdrawnAt { get; init; }

    /// <summary>Catalogue columns that the product has no meaning for.</summary>
    public required IReadOnlyDictionary<string, string> Extra { get; init; }

    public required PlatformCountersJson[] Platforms { get; init; }

    /// <summary>Of a record and its counters.</summary>
    public static MvJson Of(MvRecord record, IEnumerable<PlatformCounters> counters)
    {
        CatalogueEntry entry = record.Entry;
        return new()
        {
            Id = entry.Id,
            Title = entry.Title,
            Track = entry.Track,
            Creators = entry.Creators,
            ReleaseDate = entry.ReleaseDate,
            PlatformIds = [.. entry.PlatformIds.Select(id => id.ToString())],
            Genre = GenreJson.Of(GenreLabel.Of(record), entry.DeclaredGenre, record.Posterior),
            Story = StoryJson.Of(entry.Story),
            Media = entry.Media is null && entry.MediaHash is null ? null : new(entry.Media, entry.MediaHash, record.MediaSeconds),
            Workflow = WorkflowJson.Of(record),
            Version = record.Version,
            UpdatedAt = record.UpdatedAt,
            WithdrawnAt = record.WithdrawnAt,
            Extra = entry.Extra,
            Platforms = [.. counters.Select(PlatformCountersJson.Of)],
        };
    }
}
