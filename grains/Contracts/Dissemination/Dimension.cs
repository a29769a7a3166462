namespace MediaAnalytics.Contracts.Dissemination;

/// <summary>What answers can be split and filtered by. <see cref="DimensionNames"/> gives the names that callers write.</summary>
[GenerateSerializer, Alias("ma.Dimension")]
public enum Dimension
{
    Genre = 0,
    GenreSource = 1,
    GenreDeclared = 2,
    GenreRecognised = 3,
    Platform = 4,
    HasStory = 5,
    Structure = 6,
    Theme = 7,
    HasCharacters = 8,
    BasedOnRealEvents = 9,
    SongOrigin = 10,
}
