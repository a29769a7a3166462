using MediaAnalytics.Contracts.Catalogue;
using MediaAnalytics.Contracts.Dissemination;
using MediaAnalytics.Contracts.Genre;

namespace MediaAnalytics.Grains.Observations.Folding;

/// <summary>What a partition keeps of an MV's record: its current dimensions. A relabel replaces it whole.</summary>
/// <param name="Version">The record's version.</param>
/// <param name="Title">For lists.</param>
/// <param name="Stage">Where the MV stands.</param>
/// <param name="Label">The genre it counts under.</param>
/// <param name="DeclaredGenre">The catalogue's genre.</param>
/// <param name="RecognisedGenre">The posterior's top label.</param>
/// <param name="Story">Declared story features.</param>
internal sealed record MvFacts(
    long Version, string Title, MvStage Stage, GenreLabel Label, string? DeclaredGenre, string? RecognisedGenre, StoryFeatures Story)
{
    /// <summary>Of a whole record.</summary>
    public static MvFacts Of(MvRecord record) => new(
        record.Version,
        record.Entry.Title,
        record.Stage,
        GenreLabel.Of(record),
        record.Entry.DeclaredGenre,
        record.Posterior?.Top,
        record.Entry.Story);

    /// <summary>The cell that the MV's counts on a platform belong to, or the MV itself where <paramref name="platform"/> is null.</summary>
    public CellKey Key(string? platform) => new(
        platform, Label.Genre, Label.Source, DeclaredGenre, RecognisedGenre,
        Story.HasStory, Story.Structure, Story.Theme, Story.HasCharacters, Story.BasedOnRealEvents, Story.SongOrigin);
}
