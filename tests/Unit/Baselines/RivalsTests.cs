using MediaAnalytics.Inference.Baselines;
using MediaAnalytics.Tests.Unit.Inference;
using Xunit;

namespace MediaAnalytics.Tests.Unit.Baselines;

/// <summary>What holds of every rival.</summary>
[Collection(OneTorch.Name)]
public sealed class RivalsTests
{
    public static TheoryData<string> Names => ["LS-SVM", "BPNN"];

    [Theory]
    [MemberData(nameof(Names))]
    public void Parts_two_moons(string name) => Assert.True(Toys.Accuracy(Rival(name).Fit(Toys.Moons(120, 1), TestContext.Current.CancellationToken), Toys.Moons(400, 2)) > 0.97);

    [Theory]
    [MemberData(nameof(Names))]
    public void Learns_exclusive_or(string name) => Assert.Equal(1, Toys.Accuracy(Rival(name).Fit(Toys.Xor(40, 1), TestContext.Current.CancellationToken), Toys.Xor(200, 2)));

    [Theory]
    [MemberData(nameof(Names))]
    public void The_same_clips_give_the_same_figures_whatever_was_learnt_before(string name)
    {
        var table = Toys.Moons(40, 1, 0.5);
        var rival = Rival(name);
        var first = rival.Fit(table, TestContext.Current.CancellationToken);
        rival.Fit(Toys.Xor(40, 3), TestContext.Current.CancellationToken);
        var again = rival.Fit(table, TestContext.Current.CancellationToken);
        Assert.Equal(first.Chosen, again.Chosen);
        Assert.All(Toys.Moons(20, 2).Rows, row => Assert.Equal(first.Scores(row), again.Scores(row)));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Units_and_features_that_never_vary_make_no_difference(string name)
    {
        var table = Toys.Moons(60, 1);
        var scaled = FeatureTable.Of(table.Rows.Select(row => (float[])[row[0] * 1024, row[1] - 16, 3]).ToArray(), table.Labels);
        var fitted = Rival(name).Fit(scaled, TestContext.Current.CancellationToken);
        Assert.True(Toys.Accuracy(fitted, scaled) > 0.97);
        Assert.All(scaled.Rows, row => Assert.Equal(fitted.Scores(row), fitted.Scores([row[0], row[1], -1_000])));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_clip_of_other_features_is_refused(string name) =>
        Assert.Contains("3 features; 2 were", Assert.Throws<ArgumentException>(() => Rival(name).Fit(Toys.Moons(40, 1), TestContext.Current.CancellationToken).Scores([1, 2, 3])).Message, StringComparison.Ordinal);

    private static IBaseline Rival(string name) => name == "BPNN"
        ? new BackPropagationNetwork(new BackPropagationOptions { Steps = 500, LearningRate = 0.05, WeightDecay = 0 }) : new LeastSquaresSvm(new LeastSquaresSvmOptions());
}
