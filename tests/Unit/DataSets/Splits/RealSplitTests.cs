using MediaAnalytics.Silo.DataSets;
using MediaAnalytics.Silo.DataSets.Splits;
using Xunit;

namespace MediaAnalytics.Tests.Unit.DataSets.Splits;

public sealed class RealSplitTests
{
    [Theory]
    [InlineData("fault-filtered", null)]
    [InlineData("dataset", null)]
    [InlineData("fault-filtered", "features/gtzan")]
    public async Task The_fault_filtered_split_of_GTZAN_has_no_leak(string rule, string? lists)
    {
        string folder = Folder("gtzan-logmel");
        var set = GenreDataSet.Open(folder);
        var tracks = await set.ReadAsync(null, TestContext.Current.CancellationToken).Select(r => r.Track!).ToListAsync(TestContext.Current.CancellationToken);
        var divided = Splitter.Of(SplitRule.Parse(rule)!, set, folder, lists is null ? null : Folder(lists)).Divide(tracks);
        var split = TrainingSplit.Choose(divided, keepLeaks: false);
        Assert.Equal((442, 197, 0, 70), (split.Train.Count, split.Valid.Count, split.Test.Count, split.Unused));
        Assert.Equal((0, 0, 0, 0), (split.SameSound, split.SameArtist, split.SameRecording, split.TwoGenres));
        Assert.False(split.LeakageOf(split.Valid).Any);
        Assert.Empty(split.Train.Select(t => t.ArtistKey).Where(a => a.Length > 0).Intersect(split.Valid.Select(t => t.ArtistKey)));
    }

    [Fact]
    public async Task Artist_and_random_splits_of_GTZAN_tell_themselves_apart()
    {
        string folder = Folder("gtzan-logmel");
        var set = GenreDataSet.Open(folder);
        var tracks = await set.ReadAsync(null, TestContext.Current.CancellationToken).Select(r => r.Track!).ToListAsync(TestContext.Current.CancellationToken);
        var byArtist = TrainingSplit.Choose(GroupedDivision.Divide(tracks, byArtist: true, 1), keepLeaks: false);
        Assert.Equal(0, byArtist.SameArtist);
        Assert.InRange(byArtist.Test.Count, 50, 90);
        Assert.False(byArtist.LeakageOf(byArtist.Test).Any);
        var random = TrainingSplit.Choose(GroupedDivision.Divide(tracks, byArtist: false, 1), keepLeaks: true);
        var leakage = random.LeakageOf(random.Test);
        Assert.Equal((70, 48, 5), (leakage.Judged, leakage.SameArtist, leakage.SameRecording));
    }

    [Theory]
    [InlineData("fold:0")]
    [InlineData("fold:3")]
    [InlineData("artist:1")]
    public void Emotify_divides_by_its_folds_and_artists(string rule)
    {
        string folder = Folder("audio");
        var set = GenreDataSet.Open(folder);
        var tracks = set.Listed.Select((t, i) => Made.Track(t.Name, t.Genre, t.Artist, i) with { Fold = t.Fold }).ToList();
        var split = TrainingSplit.Choose(Splitter.Of(SplitRule.Parse(rule)!, set, folder, null).Divide(tracks), keepLeaks: false);
        Assert.Equal(0, split.SameArtist);
        if (rule.StartsWith("fold", StringComparison.Ordinal)) Assert.Equal((240, 0, 80), (split.Train.Count, split.Valid.Count, split.Test.Count));
        else Assert.All(split.Test.GroupBy(t => t.Genre), g => Assert.InRange(g.Count(), 5, 12));
    }

    private static string Folder(string name)
    {
        string folder = Path.Combine(SharedData.Folder, "data", name);
        Assert.SkipUnless(Directory.Exists(folder), $"there are no data at {folder}; set {SharedData.Variable} to the folder that holds data/");
        return folder;
    }
}
