using System.Globalization;
using MediaAnalytics.Silo.DataSets;
using MediaAnalytics.Silo.DataSets.Splits;
using MediaAnalytics.Silo.Training;
using MediaAnalytics.Tests.Unit.DataSets.Splits;
using MediaAnalytics.Tests.Unit.Inference;
using Xunit;

namespace MediaAnalytics.Tests.Unit.Training;

[Collection(OneTorch.Name)]
public sealed class OtherTracksTests : IDisposable
{
    private static readonly string[] Labels = ["blues", "jazz", "rock"];
    private readonly string _folder = Directory.CreateTempSubdirectory("others-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Shared_genres_are_learnt_from_but_nothing_that_is_judged_or_kept_for_testing()
    {
        Write("rock,,", "jazz,train,", "folk,,", "rock,test,", "rock,excluded,", "jazz,,judged artist", "rock,,", "jazz,valid,");
        var judged = Made.Track("v", "rock", "judged artist", 1) with { Split = "valid" };
        var first = TrainingSplit.Choose(new DividedTracks([Made.Track("t", "blues", "", 2)], [judged], [], 0), keepLeaks: false);
        var others = await OtherTracks.ReadAsync(GenreDataSet.Open(_folder), _folder, first, [], Labels, TestContext.Current.CancellationToken);
        Assert.Equal(["c0", "c1", "c6", "c7"], others.Split.Train.Select(t => t.Name));
        Assert.Equal(["jazz", "rock"], others.Genres);
        Assert.Equal([2, 1, 2, 1], others.Clips(Labels).Select(c => c.Label));
        Assert.All(others.Clips(Labels), clip => Assert.Equal([1, 2], clip.Among ?? []));
        Assert.Equal("1,2", Assert.Single(others.Clips(Labels).Select(c => c.Source).Distinct()));
    }

    [Fact]
    public void A_sound_of_two_other_sets_is_learnt_from_once()
    {
        var first = TrainingSplit.Choose(new DividedTracks([Made.Track("t", "blues", "", 2)], [], [], 0), keepLeaks: false);
        GenreTrack[] tracks = [Made.Track("a", "rock", "", 3), Made.Track("b", "jazz", "", 4), Made.Track("c", "jazz", "", 2)];
        var one = OtherTracks.Choose("one", tracks, first, [], Labels);
        Assert.Equal(["a", "b"], one.Split.Train.Select(t => t.Name));
        Assert.Equal(["d"], OtherTracks.Choose("two", [.. tracks, Made.Track("d", "rock", "", 5)], first, [one], Labels).Split.Train.Select(t => t.Name));
    }

    [Theory]
    [InlineData("folk,,", "tracks of 0 genres to learn from, and that takes two. Of its 2 tracks 0 are of a genre to learn (blues, jazz, rock)")]
    [InlineData("rock,,", "tracks of 1 genres to learn from")]
    [InlineData("rock,fold-a,", "of these its split column calls 2 neither train nor valid")]
    public async Task A_set_that_shares_too_little_is_refused(string track, string told)
    {
        Write(track, track);
        var first = TrainingSplit.Choose(new DividedTracks([Made.Track("t", "blues", "", 2)], [], [], 0), keepLeaks: false);
        var refusal = await Assert.ThrowsAsync<DataSetException>(() => OtherTracks.ReadAsync(GenreDataSet.Open(_folder), _folder, first, [], Labels, TestContext.Current.CancellationToken));
        Assert.Contains(told, refusal.Message, StringComparison.Ordinal);
    }

    /// <summary>A log-mel set of these tracks: genre, split, artist.</summary>
    private void Write(params string[] tracks)
    {
        using var levels = File.Create(Path.Combine(_folder, "logmel.u8"));
        foreach (int i in Enumerable.Range(0, tracks.Length)) levels.Write(TinyModel.Levels(i % 2, 50 + i));
        File.WriteAllLines(
            Path.Combine(_folder, "index.csv"), ["row,clip,genre,split,artistGroup", .. tracks.Select((track, i) => string.Create(CultureInfo.InvariantCulture, $"{i},c{i},{track}"))]);
    }
}
