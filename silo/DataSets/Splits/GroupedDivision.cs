namespace MediaAnalytics.Silo.DataSets.Splits;

/// <summary>
/// Divides groups of tracks into 80 % to learn from, 10 % and 10 % to judge by, as Zhang and Cui 2023 do, each genre about so: the largest
/// groups first, each to the side where the squared distance from the wanted counts, relative to them, then is least.
/// </summary>
internal static class GroupedDivision
{
    private static readonly (SplitPart Part, double Share)[] Sides = [(SplitPart.Train, 0.8), (SplitPart.Valid, 0.1), (SplitPart.Test, 0.1)];

    /// <summary>Divides; the same tracks and seed give the same sides, in whatever order the tracks come.</summary>
    public static DividedTracks Divide(IReadOnlyList<GenreTrack> tracks, bool byArtist, int seed)
    {
        var groups = TrackGroups.Of(tracks, byArtist).ToArray();
        new Random(seed).Shuffle(groups);
        var wanted = tracks.GroupBy(t => t.Genre).ToDictionary(g => g.Key, g => (double)g.Count());
        var given = Sides.ToDictionary(side => side.Part, _ => wanted.Keys.ToDictionary(genre => genre, _ => 0));
        var parts = new Dictionary<GenreTrack, SplitPart>(ReferenceEqualityComparer.Instance);
        foreach (var group in groups.OrderByDescending(g => g.Count))
        {
            var counts = group.GroupBy(t => t.Genre).Select(g => (Genre: g.Key, Count: g.Count())).ToArray();
            var part = Sides.MinBy(side => counts.Sum(c => Distance(side.Share * wanted[c.Genre], given[side.Part][c.Genre], c.Count))).Part;
            foreach (var (genre, count) in counts) given[part][genre] += count;
            foreach (var track in group) parts.Add(track, part);
        }

        return DividedTracks.By(groups.SelectMany(g => g).OrderBy(t => t.Name, StringComparer.Ordinal), t => parts[t]);
    }

    // What the distance (given − wanted)² / wanted changes by when count more are given.
    private static double Distance(double wanted, int given, int count) => count * ((2 * (given - wanted)) + count) / wanted;
}
