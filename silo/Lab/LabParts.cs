namespace MediaAnalytics.Silo.Lab;

/// <summary>How a set is divided.</summary>
internal static class LabParts
{
    /// <summary>The split that parts artists: the set's own folds, or its own train and valid.</summary>
    public const string Artists = "artists";

    /// <summary>Folds over artists where the set has none of its own.</summary>
    public const string ArtistFolds = "artist-folds";

    /// <summary>The leaky split: by chance, artists on both sides.</summary>
    public const string Random = "random";

    private const int Folds = 4;

    /// <summary>What a split is, for people.</summary>
    public static string Describe(string split) => split switch
    {
        Artists => "artists parted (the set's own split or folds)",
        ArtistFolds => "four folds by artist",
        Random => "by chance, artists on both sides: leaky",
        _ => split,
    };

    /// <summary>One part a fold.</summary>
    public static IEnumerable<LabPart> OfFolds(IReadOnlyList<string> folds, string split) => folds.Distinct().Order(StringComparer.Ordinal)
        .Select(fold => new LabPart($"fold-{fold}", split, Indices(folds, f => f != fold), Indices(folds, f => f == fold)));

    /// <summary>Each track's fold of <paramref name="count"/>, by chance, the genres spread evenly.</summary>
    public static IReadOnlyList<string> ByChance(IReadOnlyList<LabTrack> tracks, int count, int seed)
    {
        var random = new Random(seed);
        var folds = new string[tracks.Count];
        foreach (var genre in tracks.Select((t, i) => (t.Genre, Index: i)).GroupBy(t => t.Genre).OrderBy(g => g.Key))
        {
            var indices = genre.Select(t => t.Index).ToArray();
            random.Shuffle(indices);
            for (int i = 0; i < indices.Length; i++) folds[indices[i]] = Name(i % count);
        }

        return folds;
    }

    /// <summary>Each track's fold of four, artists kept together, the genres spread as evenly as that allows; tracks of unknown artists count as one each.</summary>
    public static IReadOnlyList<string> ByArtist(IReadOnlyList<LabTrack> tracks)
    {
        var folds = new string[tracks.Count];
        var ofArtist = new Dictionary<string, int>();
        foreach (var genre in tracks.Select((t, i) => (Track: t, Index: i, Artist: t.Artist.Length > 0 ? t.Artist : t.Name)).GroupBy(t => t.Track.Genre).OrderBy(g => g.Key))
        {
            var sizes = new int[Folds];
            foreach (var artist in genre.GroupBy(t => t.Artist).OrderByDescending(g => g.Count()).ThenBy(g => g.Key, StringComparer.Ordinal))
            {
                if (!ofArtist.TryGetValue(artist.Key, out int fold)) ofArtist[artist.Key] = fold = Array.IndexOf(sizes, sizes.Min());
                sizes[fold] += artist.Count();
                foreach (var (_, index, _) in artist) folds[index] = Name(fold);
            }
        }

        return folds;
    }

    private static string Name(int fold) => fold.ToString(System.Globalization.CultureInfo.InvariantCulture);

    private static int[] Indices(IReadOnlyList<string> folds, Func<string, bool> isIn) => Enumerable.Range(0, folds.Count).Where(i => isIn(folds[i])).ToArray();
}
