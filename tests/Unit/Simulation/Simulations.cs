using MediaAnalytics.Gateway.Simulation;
using Xunit;

namespace MediaAnalytics.Tests.Unit.Simulation;

/// <summary>Simulations that the tests share.</summary>
internal static class Simulations
{
    public static readonly DateTimeOffset Until = new(2026, 3, 1, 0, 0, 0, TimeSpan.Zero);

    public static SimulationOptions Small { get; } =
        new(Mvs: 30, Days: 5, Seed: 42, Until, SimulationOptions.DefaultPlatforms, EveryHours: 0, Media: false);

    /// <summary>Writes a simulation that must succeed.</summary>
    public static async Task WriteAsync(string folder, SimulationOptions options) =>
        Assert.Null(await SimulationRun.WriteAsync(folder, options, new Silence(), TestContext.Current.CancellationToken));

    /// <summary>Hears nothing.</summary>
    internal sealed class Silence : ISimulationProgress
    {
        public void Advance(string stage, int mvs, int total)
        {
        }

        public void Finish(string stage, int total)
        {
        }
    }
}
