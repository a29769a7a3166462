namespace MediaAnalytics.Silo.DataSets.Splits;

/// <summary>Tracks that must be on one side of a split: those of the same sound and, if asked, of the same artist, and so on through shared members.</summary>
internal static class TrackGroups
{
    /// <summary>The groups, and the tracks in them, in an order that does not depend on the order given. A track of no known artist and of its own sound is a group.</summary>
    public static List<List<GenreTrack>> Of(IEnumerable<GenreTrack> tracks, bool byArtist)
    {
        GenreTrack[] ordered = [.. tracks.OrderBy(t => t.Name, StringComparer.Ordinal).ThenBy(t => t.SoundHash, StringComparer.Ordinal).ThenBy(t => t.Genre, StringComparer.Ordinal)];
        int[] parent = [.. Enumerable.Range(0, ordered.Length)];
        var first = new Dictionary<(string Artist, string Sound), int>();
        for (int i = 0; i < ordered.Length; i++)
        {
            Join(("", ordered[i].SoundHash), i);
            if (byArtist && ordered[i].ArtistKey is { Length: > 0 } artist) Join((artist, ""), i);
        }

        return [.. Enumerable.Range(0, ordered.Length).GroupBy(Root).Select(group => group.Select(i => ordered[i]).ToList())];

        void Join((string, string) shared, int i)
        {
            if (!first.TryAdd(shared, i)) parent[Root(i)] = Root(first[shared]);
        }

        int Root(int i)
        {
            while (parent[i] != i) i = parent[i] = parent[parent[i]];
            return i;
        }
    }
}
