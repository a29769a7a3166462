using MediaAnalytics.Gateway.Simulation.Truth;

namespace MediaAnalytics.Gateway.Simulation.Catalogue;

/// <summary>One MV: its catalogue row and what lies behind its counters.</summary>
/// <param name="Index">Its number, from 0.</param>
/// <param name="Id">Catalogue id.</param>
/// <param name="Title">Title; may hold commas, quotes and any script.</param>
/// <param name="Track">The track's id; several MVs may share it.</param>
/// <param name="Creators">One or two creator ids.</param>
/// <param name="ReleasedAt">00:00 UTC of the release date; counters are 0 before it.</param>
/// <param name="PlatformIds">By platform index: the MV's id there, or null where it is not published.</param>
/// <param name="Genre">The true genre, with its effects; the catalogue names it only where <paramref name="DeclaresGenre"/>.</param>
/// <param name="DeclaresGenre">Whether the catalogue declares the genre.</param>
/// <param name="Story">The true story features.</param>
/// <param name="DeclaresStory">Whether the catalogue declares them.</param>
/// <param name="MediaOf">The index whose synthesis is this MV's media, or null for none; equal numbers are equal bytes.</param>
internal sealed record SimulatedMv(
    int Index, string Id, string Title, string Track, IReadOnlyList<string> Creators, DateTimeOffset ReleasedAt,
    IReadOnlyList<string?> PlatformIds, GenreEffect Genre, bool DeclaresGenre, StoryFeatures Story, bool DeclaresStory, int? MediaOf)
{
    /// <summary>The media file's name under the media folder, or empty.</summary>
    public string MediaFile => MediaOf is null ? "" : Id + ".mp4";
}
