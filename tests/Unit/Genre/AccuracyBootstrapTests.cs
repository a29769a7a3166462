using MediaAnalytics.Analysis.Genre;
using Xunit;

namespace MediaAnalytics.Tests.Unit.Genre;

public sealed class AccuracyBootstrapTests
{
    private static readonly bool[] SevenOfTen = Enumerable.Range(0, 200).Select(i => i % 10 < 7).ToArray();

    [Fact]
    public void Equal_answers_differ_by_nothing() => Assert.Equal((0, 0), AccuracyBootstrap.Difference([SevenOfTen], [SevenOfTen]));

    [Fact]
    public void A_gain_on_the_same_tracks_is_surer_than_the_two_intervals_say()
    {
        var better = SevenOfTen.Select((hit, i) => hit || i % 10 == 7).ToArray();
        var (low, high) = AccuracyBootstrap.Difference([better], [SevenOfTen]);
        // 20 of 200 gained, none lost: 0.1 with a standard deviation of √(0.1·0.9/200) = 0.021.
        Assert.InRange(low, 0.05, 0.07);
        Assert.InRange(high, 0.13, 0.15);
        Assert.True(AccuracyBootstrap.Interval([SevenOfTen]).High > AccuracyBootstrap.Interval([better]).Low);
    }

    [Fact]
    public void Seeds_that_differ_widen_the_interval()
    {
        var (low, high) = AccuracyBootstrap.Interval([SevenOfTen, SevenOfTen]);
        var (lower, higher) = AccuracyBootstrap.Interval([SevenOfTen, SevenOfTen.Select(_ => false).ToArray()]);
        Assert.True(higher - lower > 2 * (high - low), $"{lower} to {higher} against {low} to {high}");
        Assert.InRange((low + high) / 2, 0.68, 0.72);
    }

    [Fact]
    public void Different_tracks_are_refused() => Assert.Throws<ArgumentException>(() => AccuracyBootstrap.Difference([SevenOfTen], [[true]]));

    [Fact]
    public void No_track_is_no_number() => Assert.True(double.IsNaN(AccuracyBootstrap.Interval([[]]).Low));
}
