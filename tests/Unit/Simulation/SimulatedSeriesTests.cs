using CsCheck;
using MediaAnalytics.Gateway.Simulation.Catalogue;
using MediaAnalytics.Gateway.Simulation.Readings;
using Xunit;

namespace MediaAnalytics.Tests.Unit.Simulation;

public sealed class SimulatedSeriesTests
{
    [Fact]
    public void CountersNeverFallAfterTheWindow() =>
        Gen.Select(Gen.Int[0, 999], Gen.Int[0, 2], Gen.Long[0, 90_000_000], Gen.Long[0, 1_000_000]).Sample((mv, platform, after, step) =>
        {
            var options = Simulations.Small with { Mvs = 1_000 };
            var series = new SimulatedSeries(options, new MvSource(options).Create(mv), options.Profiles[platform]);
            var at = options.Until.ToUnixTimeSeconds() + after;
            var (before, later) = (series.At(at).Values, series.At(at + step).Values);
            return before.Impressions is null == (platform == 1) && before.Shares is null == (platform == 2)
                && (before.Impressions ?? 0) <= (later.Impressions ?? 0) && before.Clicks <= later.Clicks && before.Views <= later.Views
                && before.Likes <= later.Likes && before.Comments <= later.Comments && (before.Shares ?? 0) <= (later.Shares ?? 0);
        });

    [Fact]
    public void CountersAreNeverNegativeAndClicksNeverExceedImpressions() =>
        Gen.Select(Gen.Int[0, 999], Gen.Int[0, 3_650 * 24]).Sample((mv, hours) =>
        {
            var options = Simulations.Small with { Mvs = 1_000 };
            var series = new SimulatedSeries(options, new MvSource(options).Create(mv), options.Profiles[0]);
            var v = series.At(series.Mv.ReleasedAt.AddHours(hours).ToUnixTimeSeconds()).Values;
            return v is { Clicks: >= 0, Views: >= 0, Likes: >= 0, Comments: >= 0, Shares: >= 0 } && v.Clicks <= v.Impressions;
        });
}
