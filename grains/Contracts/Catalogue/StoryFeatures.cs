namespace MediaAnalytics.Contracts.Catalogue;

/// <summary>What the catalogue declares of an MV's story. Every feature may be unstated (<see langword="null"/>).</summary>
[GenerateSerializer, Immutable, Alias("ma.StoryFeatures")]
public sealed record StoryFeatures
{
    /// <summary>Nothing stated.</summary>
    public static StoryFeatures Unstated { get; } = new();

    [Id(0)] public bool? HasStory { get; init; }
    [Id(1)] public StoryStructure? Structure { get; init; }
    [Id(2)] public StoryTheme? Theme { get; init; }
    [Id(3)] public bool? HasCharacters { get; init; }
    [Id(4)] public bool? BasedOnRealEvents { get; init; }
    [Id(5)] public SongOrigin? SongOrigin { get; init; }
}
