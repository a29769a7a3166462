using MediaAnalytics.Contracts.Catalogue;
using MediaAnalytics.Contracts.Dissemination;
using MediaAnalytics.Contracts.Genre;

namespace MediaAnalytics.Grains.Observations.Folding;

/// <summary>The combinations of an MV's dimensions that occur, by place; none names a platform. One thread at a time.</summary>
internal sealed class DimensionTable
{
    private readonly Dictionary<CellKey, int> places = [];
    private readonly List<CellKey> keys = [];

    /// <summary>How many there are.</summary>
    public int Count => keys.Count;

    /// <summary>The combination at a place.</summary>
    public CellKey this[int place] => keys[place];

    /// <summary>The place of a combination, added where new.</summary>
    public int Place(CellKey key)
    {
        if (places.TryGetValue(key, out int place))
            return place;
        places.Add(key, keys.Count);
        keys.Add(key);
        return keys.Count - 1;
    }

    /// <summary>The dimensions that a record gives its MV.</summary>
    public static CellKey Of(MvRecord record)
    {
        GenreLabel label = GenreLabel.Of(record);
        StoryFeatures story = record.Entry.Story;
        return new(
            null, label.Genre, label.Source, record.Entry.DeclaredGenre, record.Posterior?.Top,
            story.HasStory, story.Structure, story.Theme, story.HasCharacters, story.BasedOnRealEvents, story.SongOrigin);
    }
}
