using MediaAnalytics.Inference.Baselines;
using Xunit;

namespace MediaAnalytics.Tests.Unit.Baselines;

public sealed class FeatureTableTests
{
    [Fact]
    public void Bad_input_is_refused_with_its_place()
    {
        AssertRefused("2 clips have 1 labels", [[1], [2]], [0]);
        AssertRefused("at least two labels", [[1], [2]], [3, 3]);
        AssertRefused("Clip 1 has the label -1", [[1], [2]], [0, -1]);
        AssertRefused("Clip 1 has 2 features, clip 0 has 1", [[1], [2, 3]], [0, 1]);
        AssertRefused("Clip 1, feature 0 is NaN", [[1], [float.NaN]], [0, 1]);
        AssertRefused("1 artists", [[1], [2]], [0, 1], ["one"]);
    }

    [Fact]
    public void Folds_share_no_artist_and_hold_as_many_of_each_label()
    {
        var labels = Enumerable.Range(0, 200).Select(i => i % 4).ToArray();
        var artists = Enumerable.Range(0, 200).Select(i => i < 20 ? "" : $"{i % 4}-{i / 4 % 15}").ToArray();
        var table = FeatureTable.Of(labels.Select(l => (float[])[l]).ToArray(), labels, artists);
        var folds = GroupedFolds.Of(table, 5, 1);
        Assert.All(Enumerable.Range(20, 180).GroupBy(i => artists[i]), group => Assert.Single(group.Select(i => folds[i]).Distinct()));
        foreach (var (fold, label) in Enumerable.Range(0, 5).SelectMany(f => Enumerable.Range(0, 4), (f, l) => (f, l)))
            Assert.InRange(Enumerable.Range(0, 200).Count(i => folds[i] == fold && labels[i] == label), 8, 12);
        Assert.Equal(folds, GroupedFolds.Of(table, 5, 1));
        Assert.NotEqual(folds, GroupedFolds.Of(table, 5, 2));
    }

    [Fact]
    public void Fewer_artists_than_folds_make_fewer_folds_and_one_artist_none()
    {
        Assert.Equal([0, 1], GroupedFolds.Of(FeatureTable.Of([[1], [2], [3]], [0, 1, 1], ["a", "b", "b"]), 3, 1).Distinct().Order());
        Assert.Contains("one artist", Assert.Throws<ArgumentException>(() => GroupedFolds.Of(FeatureTable.Of([[1], [2]], [0, 1], ["a", "a"]), 3, 1)).Message, StringComparison.Ordinal);
    }

    private static void AssertRefused(string message, float[][] rows, int[] labels, string[]? groups = null) =>
        Assert.Contains(message, Assert.Throws<ArgumentException>(() => FeatureTable.Of(rows, labels, groups)).Message, StringComparison.Ordinal);
}
