using System.Text.Json.Serialization;

namespace MediaAnalytics.Gateway.Simulation.Tally;

/// <summary>What the product's answers must equal once everything is imported and folded: the content of <c>tally.json</c>.</summary>
internal sealed record SimulationTally
{
    /// <summary>Lines of <c>observations.jsonl</c>.</summary>
    public long Readings { get; set; }

    /// <summary>Readings by (mv, platform, source, observedAt).</summary>
    public long UniqueReadings { get; set; }

    /// <summary>Lines that repeat a reading.</summary>
    public long DuplicateReadings { get; set; }

    /// <summary>Unique readings that arrived after a newer one of their series.</summary>
    public long LateReadings { get; set; }

    /// <summary>Series of (mv, platform, source).</summary>
    public long Series { get; set; }

    /// <summary>Falls of views between consecutive readings, by observedAt, that report views.</summary>
    public long Purges { get; set; }

    /// <summary>The newest observedAt.</summary>
    public DateTimeOffset? NewestObservedAt { get; set; }

    public TallySums Overall { get; init; } = new();

    [JsonPropertyName("genre.declared")]
    public SortedDictionary<string, TallySums> ByGenre { get; init; } = new(StringComparer.Ordinal);

    [JsonPropertyName("platform")]
    public SortedDictionary<string, TallySums> ByPlatform { get; init; } = new(StringComparer.Ordinal);

    [JsonPropertyName("story.hasStory")]
    public SortedDictionary<string, TallySums> ByStory { get; init; } = new(StringComparer.Ordinal);
}
