using MediaAnalytics.Silo.DataSets;
using MediaAnalytics.Silo.DataSets.Splits;
using MediaAnalytics.Silo.Training;
using MediaAnalytics.Tests.Unit.Fingerprints;
using Xunit;

namespace MediaAnalytics.Tests.Unit.DataSets.Splits;

public sealed class LeakageTests
{
    private static readonly float[] Piece = MadeMusic.Piece(1, 38);
    private static readonly GenreTrack[] Judged =
    [
        Made.Track("j artist", "rock", "X", 1), Made.Track("j sound", "rock", "", 2), Made.Track("j recording", "rock", "Y", MadeMusic.Levels(Piece)), Made.Track("j clean", "jazz", "Z", 3),
    ];

    private static readonly GenreTrack[] Learnt =
    [
        Made.Track("artist", "rock", "x ", 4), Made.Track("sound", "rock", "", 2), Made.Track("recording", "rock", "W", MadeMusic.Levels(Piece, 7.02)), Made.Track("clean", "rock", "V", 5),
        Made.Track("clean again", "rock", "V", 5), Made.Track("two", "rock", "", 6), Made.Track("two again", "jazz", "", 6), Made.Track("other", "pop", "", 7),
    ];

    [Fact]
    public void What_leaks_is_left_out_and_counted()
    {
        var split = TrainingSplit.Choose(new DividedTracks(Learnt, Judged[..2], Judged[2..], 3), keepLeaks: false);
        Assert.Equal(["clean", "other"], split.Train.Select(t => t.Name));
        Assert.Equal((2, 1, 1, 2, 3), (split.SameSound, split.SameArtist, split.SameRecording, split.TwoGenres, split.Unused));
        Assert.Equal(new Leakage(2, 1, 0, 0, 0, 2, 1), split.LeakageOf(split.Valid));
        Assert.Equal(new Leakage(2, 0, 0, 0, 0, 2, 1), split.LeakageOf(split.Test));
        Assert.Equal(("recording", "j recording"), (Assert.Single(split.Shared).Learnt.Name, split.Shared[0].Judged.Name));
    }

    [Fact]
    public void Leaks_that_are_kept_are_counted_too()
    {
        var split = TrainingSplit.Choose(new DividedTracks(Learnt, [], Judged, 0), keepLeaks: true);
        Assert.Equal(["artist", "sound", "recording", "clean", "other"], split.Train.Select(t => t.Name));
        var leakage = split.LeakageOf(split.Test);
        Assert.Equal(new Leakage(4, 1, 1, 1, 1, 5, 2), leakage);
        Assert.True(leakage.Any);
        Assert.Contains("of 4 judged tracks (test) 1 share an artist", SplitReport.Summary("test", leakage), StringComparison.Ordinal);
    }

    [Fact]
    public void The_report_warns_of_what_makes_a_figure_too_good()
    {
        var splitter = Splitter.Of(new SplitRule(SplitKind.Random, 3), null!, "", null);
        var lines = SplitReport.Lines(splitter, TrainingSplit.Choose(new DividedTracks(Learnt, [], Judged, 0), keepLeaks: true)).ToList();
        Assert.Equal(
            [
                "leaky: artists on both sides. Figures on this split are too good; --split artist gives ones that hold",
                "leak: 1 of 4 judged tracks (test) share an artist with what is learnt from; the figure below is too good",
                "leak: 1 of 4 judged tracks (test) are learnt from as well (the very sound); the figure below is too good",
                "leak: 1 of 4 judged tracks (test) are of a recording that is learnt from (by fingerprint); the figure below is too good",
                "the artist of 1 of 4 judged tracks (test) and of 2 of 5 learnt from is not known, so artists may be on both sides and the figure too good: name them with --artists, or in the index's artist column",
                "judged (test) but not learnt: jazz", "learnt but not judged (test): pop; too few tracks or artists to divide",
            ],
            lines.Where(l => l.Warning).Select(l => l.Text));
        Assert.StartsWith("split by random:3: 5 tracks to learn from, 0 to judge by while training (valid), 4", lines[0].Text, StringComparison.Ordinal);
        Assert.Contains(lines, l => l.Text.StartsWith("same recording: recording as judged j recording", StringComparison.Ordinal));
    }

    [Fact]
    public void Sounds_that_are_judged_twice_are_told_of()
    {
        GenreTrack[] learnt = [Made.Track("l", "rock", "A", 1)];
        GenreTrack[] valid = [Made.Track("a", "rock", "B", 2), Made.Track("b", "rock", "B", 2), Made.Track("c", "rock", "B", 3)], test = [Made.Track("d", "rock", "C", 2), Made.Track("e", "rock", "C", 4)];
        var splitter = Splitter.Of(new SplitRule(SplitKind.Artist), null!, "", null);
        var lines = SplitReport.Lines(splitter, TrainingSplit.Choose(new DividedTracks(learnt, valid, test, 0), keepLeaks: false));
        Assert.Equal(
            ["judged twice: 1 of 3 tracks (valid) have the very sound of another; each counts", "in valid and test: 1 of 2 test tracks have the very sound of one by which the training was judged"],
            lines.Where(l => l.Warning).Select(l => l.Text));
    }

    [Fact]
    public void The_sounds_learnt_from_have_one_hash_in_whatever_order()
    {
        GenreTrack[] learnt = [Made.Track("a", "rock", "", 1), Made.Track("b", "jazz", "", 2)];
        string hash = Hash(learnt);
        Assert.Matches("^[0-9a-f]{16}$", hash);
        Assert.Equal(hash, Hash([learnt[1], learnt[0]]));
        Assert.NotEqual(hash, Hash(learnt[..1]));
        Assert.NotEqual(hash, Hash([learnt[0], Made.Track("b", "jazz", "", 3)]));

        static string Hash(GenreTrack[] learnt) => TrainingSplit.Choose(new DividedTracks(learnt, [], [], 0), keepLeaks: false).SoundsHash;
    }

    [Fact]
    public void A_split_without_known_artists_says_that_it_can_not_tell()
    {
        GenreTrack[] learnt = [Made.Track("a", "rock", "", 1)], judged = [Made.Track("b", "rock", "", 2)];
        var splitter = Splitter.Of(new SplitRule(SplitKind.Artist), null!, "", null);
        var lines = SplitReport.Lines(splitter, TrainingSplit.Choose(new DividedTracks(learnt, judged, [], 0), keepLeaks: false)).ToList();
        Assert.Contains(lines, l => !l.Warning && l.Text == "leakage: none found for 1 judged tracks (valid); the artist of 1 of these and of 1 of 1 learnt from is unknown");
        Assert.Contains("the artist of 1 of 1 judged tracks (valid) and of 1 of 1 learnt from is not known", Assert.Single(lines, l => l.Warning).Text, StringComparison.Ordinal);
    }
}
