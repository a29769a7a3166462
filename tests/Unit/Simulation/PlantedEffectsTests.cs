using MediaAnalytics.Gateway.Simulation;
using MediaAnalytics.Gateway.Simulation.Catalogue;
using MediaAnalytics.Gateway.Simulation.Readings;
using MediaAnalytics.Gateway.Simulation.Truth;
using Xunit;

namespace MediaAnalytics.Tests.Unit.Simulation;

/// <summary>With 40,000 MVs the planted effects come back out of the counters, within about four standard errors.</summary>
public sealed class PlantedEffectsTests
{
    private static readonly SimulationOptions Large = Simulations.Small with { Mvs = 40_000, Days = 1 };
    private static readonly List<(SimulatedMv Mv, CounterValues Values)> Rows = [.. Final()];

    [Fact]
    public void StoryEffectsAreRecoveredWithinGenres()
    {
        Assert.Equal(PlantedEffects.StoryOnCtr, StoryEffect(LogCtr), 0.02);
        Assert.Equal(PlantedEffects.StoryOnLikeRate, StoryEffect(LogLikeRate), 0.02);
    }

    [Fact]
    public void GenreEffectsAreRecoveredWithinStory()
    {
        var rows = Rows.Where(r => !r.Mv.Story.HasStory).ToLookup(r => r.Mv.Genre.Genre);
        foreach (var genre in PlantedEffects.Genres)
        {
            Assert.Equal(genre.OnCtr, rows[genre.Genre].Average(LogCtr) - rows["country"].Average(LogCtr), 0.06);
            Assert.Equal(genre.OnLikeRate, rows[genre.Genre].Average(LogLikeRate) - rows["country"].Average(LogLikeRate), 0.06);
        }
    }

    [Fact]
    public void ImpressionsAreHeavyTailed()
    {
        var impressions = Rows.Select(r => r.Values.Impressions!.Value).OrderDescending().ToList();
        var top = impressions.Take(impressions.Count / 10).Sum();
        // A tenth of a log-normal with σ = 1.2 holds Φ(1.2 − 1.28) = 47 % of it; a normal's tenth far less.
        Assert.InRange(top / (double)impressions.Sum(), 0.4, 0.6);
    }

    [Fact]
    public void PlatformsOfAnMvAreDependent()
    {
        var platforms = Large.Profiles;
        var pairs = new MvSource(Large).All().Where(mv => mv.PlatformIds[0] is not null && mv.PlatformIds[2] is not null)
            .Select(mv => (A: Residual(mv, platforms[0]), B: Residual(mv, platforms[2]))).ToList();
        var covariance = pairs.Average(p => p.A * p.B) - pairs.Average(p => p.A) * pairs.Average(p => p.B);
        // The MV's own effect is the only thing that both share.
        Assert.Equal(PlantedEffects.MvSdOnCtr * PlantedEffects.MvSdOnCtr, covariance, 0.02);
    }

    private static double Residual(SimulatedMv mv, PlatformProfile platform) =>
        LogCtr((mv, Values(mv, platform))) - mv.Genre.OnCtr - (mv.Story.HasStory ? PlantedEffects.StoryOnCtr : 0);

    private static double StoryEffect(Func<(SimulatedMv Mv, CounterValues Values), double> rate) => Rows
        .GroupBy(r => r.Mv.Genre.Genre)
        .Average(g => g.Where(r => r.Mv.Story.HasStory).Average(rate) - g.Where(r => !r.Mv.Story.HasStory).Average(rate));

    private static double LogCtr((SimulatedMv Mv, CounterValues Values) row) =>
        Math.Log((row.Values.Clicks!.Value + 0.5) / (row.Values.Impressions!.Value + 0.5));

    private static double LogLikeRate((SimulatedMv Mv, CounterValues Values) row) =>
        Math.Log((row.Values.Likes!.Value + 0.5) / (row.Values.Views!.Value + 0.5));

    private static CounterValues Values(SimulatedMv mv, PlatformProfile platform) =>
        new SimulatedSeries(Large, mv, platform).At(Large.Until.ToUnixTimeSeconds()).Values;

    private static IEnumerable<(SimulatedMv Mv, CounterValues Values)> Final()
    {
        var first = Large.Profiles[0];
        return new MvSource(Large).All().Where(mv => mv.PlatformIds[0] is not null).Select(mv => (mv, Values(mv, first)));
    }
}
