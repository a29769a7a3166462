namespace MediaAnalytics.Grains.Catalogue.Importing;

/// <summary>The catalogue's columns, in their usual order.</summary>
internal enum CatalogueColumn
{
    Id,
    Title,
    Track,
    Creators,
    ReleaseDate,
    PlatformIds,
    Media,
    Genre,
    HasStory,
    Structure,
    Theme,
    HasCharacters,
    BasedOnRealEvents,
    SongOrigin,
}
