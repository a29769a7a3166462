using MediaAnalytics.Contracts.Catalogue;

namespace MediaAnalytics.Gateway.Queries;

/// <summary>Declared story features; null where the catalogue does not state one.</summary>
public sealed record StoryJson(
    bool? HasStory, string? Structure, string? Theme, bool? HasCharacters, bool? BasedOnRealEvents, string? SongOrigin)
{
    internal static StoryJson Of(StoryFeatures story) => new(
        story.HasStory,
        story.Structure is { } structure ? CatalogueWords.Of(structure) : null,
        story.Theme is { } theme ? CatalogueWords.Of(theme) : null,
        story.HasCharacters,
        story.BasedOnRealEvents,
        story.SongOrigin is { } origin ? CatalogueWords.Of(origin) : null);
}
