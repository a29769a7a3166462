using CsCheck;
using MediaAnalytics.Silo.DataSets;
using MediaAnalytics.Silo.DataSets.Splits;
using Xunit;

namespace MediaAnalytics.Tests.Unit.DataSets.Splits;

public sealed class GroupedDivisionTests
{
    // (genre, artist or none, sound): few of each, so that groups grow through both.
    private static readonly Gen<GenreTrack[]> Tracks = Gen.Select(Gen.Int[0, 3], Gen.Int[-20, 60], Gen.Int[0, 200]).Array[0, 150].Select(
        rows => rows.Select((row, i) => Made.Track($"t{i:D3}", $"g{row.Item1}", row.Item2 < 0 ? "" : $"a{row.Item2}", row.Item3)).ToArray());

    [Fact]
    public void Every_track_is_on_one_side_and_no_artist_or_sound_on_two() => Gen.Select(Tracks, Gen.Int[0, 1_000], Gen.Bool).Sample((tracks, seed, byArtist) =>
    {
        var sides = Sides(GroupedDivision.Divide(tracks, byArtist, seed));
        Assert.Equal(tracks.Select(t => t.Name).Order(), sides.SelectMany(s => s).Select(t => t.Name).Order());
        Assert.All(Pairs(sides), pair => Assert.Empty(pair.A.Select(t => t.SoundHash).Intersect(pair.B.Select(t => t.SoundHash))));
        if (byArtist) Assert.All(Pairs(sides), pair => Assert.Empty(pair.A.Select(t => t.ArtistKey).Where(a => a.Length > 0).Intersect(pair.B.Select(t => t.ArtistKey))));
    });

    [Fact]
    public void The_order_of_the_tracks_changes_nothing() => Gen.Select(Tracks, Gen.Int[0, 1_000], Gen.Int).Sample((tracks, seed, order) =>
    {
        var shuffled = tracks.ToArray();
        new Random(order).Shuffle(shuffled);
        Assert.Equal(Names(GroupedDivision.Divide(tracks, byArtist: true, seed)), Names(GroupedDivision.Divide(shuffled, byArtist: true, seed)));
    });

    [Fact]
    public void Each_genre_has_its_shares_where_groups_are_single() =>
        Gen.Select(Gen.Int[10, 120].Array[1, 5], Gen.Int[0, 1_000]).Sample((counts, seed) =>
        {
            var tracks = counts.SelectMany((count, genre) => Enumerable.Range(0, count).Select(i => Made.Track($"{genre}-{i}", $"g{genre}", $"{genre}-{i}", (genre * 1_000) + i))).ToList();
            var divided = GroupedDivision.Divide(tracks, byArtist: true, seed);
            Assert.All(counts.Index(), c =>
            {
                Assert.InRange(divided.Train.Count(t => t.Genre == $"g{c.Index}"), (0.8 * c.Item) - 2, (0.8 * c.Item) + 2);
                Assert.InRange(divided.Valid.Count(t => t.Genre == $"g{c.Index}"), (0.1 * c.Item) - 1, (0.1 * c.Item) + 1);
                Assert.InRange(divided.Test.Count(t => t.Genre == $"g{c.Index}"), (0.1 * c.Item) - 1, (0.1 * c.Item) + 1);
            });
        });

    [Fact]
    public void Large_artists_are_learnt_from_and_small_ones_judged()
    {
        var tracks = Enumerable.Range(0, 100).Select(i => Made.Track($"t{i:D3}", "reggae", i < 35 ? "Bob Marley" : $"a{i / 5}", i)).ToList();
        var divided = GroupedDivision.Divide(tracks, byArtist: true, 1);
        Assert.Equal(35, divided.Train.Count(t => t.ArtistGroup == "Bob Marley"));
        Assert.Equal((80, 10, 10), (divided.Train.Count, divided.Valid.Count, divided.Test.Count));
    }

    [Fact]
    public void Another_seed_is_another_split()
    {
        var tracks = Enumerable.Range(0, 100).Select(i => Made.Track($"t{i:D3}", "rock", $"a{i}", i)).ToList();
        Assert.NotEqual(Names(GroupedDivision.Divide(tracks, byArtist: true, 1)), Names(GroupedDivision.Divide(tracks, byArtist: true, 2)));
    }

    [Fact]
    public void Groups_grow_through_shared_members()
    {
        GenreTrack[] tracks = [Made.Track("1", "rock", "A", 1), Made.Track("2", "rock", "b ", 1), Made.Track("3", "rock", "B", 2), Made.Track("4", "rock", "", 2), Made.Track("5", "rock", "", 3), Made.Track("6", "rock", "", 4)];
        Assert.Equal(["1234", "5", "6"], TrackGroups.Of(tracks, byArtist: true).Select(g => string.Concat(g.Select(t => t.Name))));
        Assert.Equal(["12", "34", "5", "6"], TrackGroups.Of(tracks, byArtist: false).Select(g => string.Concat(g.Select(t => t.Name))));
    }

    private static IReadOnlyList<GenreTrack>[] Sides(DividedTracks divided) => [divided.Train, divided.Valid, divided.Test];

    private static IEnumerable<(IReadOnlyList<GenreTrack> A, IReadOnlyList<GenreTrack> B)> Pairs(IReadOnlyList<GenreTrack>[] sides) => [(sides[0], sides[1]), (sides[0], sides[2]), (sides[1], sides[2])];

    private static string Names(DividedTracks divided) => string.Join('|', Sides(divided).Select(side => string.Join(',', side.Select(t => t.Name))));
}
