using MediaAnalytics.Contracts.Catalogue;
using MediaAnalytics.Contracts.Genre;

namespace MediaAnalytics.Contracts.Dissemination;

/// <summary>
/// One combination of dimensions. With a <see cref="Platform"/>, the cell sums (MV, platform) rows; without, it only counts catalogued MVs, each once.
/// </summary>
[GenerateSerializer, Immutable, Alias("ma.CellKey")]
public readonly record struct CellKey(
    [property: Id(0)] string? Platform,
    [property: Id(1)] string Genre,
    [property: Id(2)] GenreSource GenreSource,
    [property: Id(3)] string? DeclaredGenre,
    [property: Id(4)] string? RecognisedGenre,
    [property: Id(5)] bool? HasStory,
    [property: Id(6)] StoryStructure? Structure,
    [property: Id(7)] StoryTheme? Theme,
    [property: Id(8)] bool? HasCharacters,
    [property: Id(9)] bool? BasedOnRealEvents,
    [property: Id(10)] SongOrigin? SongOrigin);
