using MediaAnalytics.Gateway.Simulation;
using MediaAnalytics.Gateway.Verbs;
using Xunit;

namespace MediaAnalytics.Tests.Unit.Simulation;

public sealed class SimulationOptionsTests
{
    private static readonly SimulateArguments Typed =
        new(Path.Combine(Path.GetTempPath(), "absent-simulation"), 40, 14, 1, false, null, "youtube,bilibili", 0, false, "http://127.0.0.1:8080");

    internal static (string Code, SimulationOptions Options)[] Bad =>
    [
        ("out-of-range", Simulations.Small with { Mvs = 0 }),
        ("out-of-range", Simulations.Small with { Mvs = 1_000_001 }),
        ("out-of-range", Simulations.Small with { Days = 0 }),
        ("out-of-range", Simulations.Small with { Days = 3_651 }),
        ("out-of-range", Simulations.Small with { EveryHours = 25 }),
        ("out-of-range", Simulations.Small with { Until = Simulations.Until.AddYears(-40) }),
        ("out-of-range", Simulations.Small with { Platforms = [] }),
        ("bad-platform", Simulations.Small with { Platforms = ["You Tube"] }),
        ("bad-platform", Simulations.Small with { Platforms = ["a", "a"] }),
        ("too-much-media", Simulations.Small with { Mvs = 20_001, Media = true }),
        ("too-many-readings", Simulations.Small with { Mvs = 1_000_000, Days = 3_650 }),
    ];

    [Fact]
    public void BadOptionsAreNamed() => Assert.All(Bad, bad => Assert.Equal(bad.Code, bad.Options.Validate()?.Code));

    [Fact]
    public void GoodOptionsHold() => Assert.Null(Simulations.Small.Validate());

    [Theory]
    [InlineData("2026-01-31T00:00:00Z", "2026-01-31T00:00:00Z")]
    [InlineData("2026-01-31T02:30:00+02:30", "2026-01-31T00:00:00Z")]
    public void UntilIsAnInstant(string text, string utc) =>
        Assert.Equal(DateTimeOffset.Parse(utc, null), (Typed with { Until = text }).ToOptions(TimeProvider.System).Options?.Until);

    [Theory]
    [InlineData("2026-01-31")]
    [InlineData("2026-01-31T00:00:00")]
    [InlineData("2026-01-31T00:00:00.5Z")]
    [InlineData("yesterday")]
    public void AnythingElseAsUntilIsRefused(string text) =>
        Assert.Equal("bad-instant", (Typed with { Until = text }).ToOptions(TimeProvider.System).Error?.Code);

    [Fact]
    public void UntilDefaultsToMidnight()
    {
        var time = new EagerTime(new(2026, 5, 6, 7, 8, 9, TimeSpan.Zero));
        Assert.Equal(new DateTimeOffset(2026, 5, 6, 0, 0, 0, TimeSpan.Zero), Typed.ToOptions(time).Options?.Until);
    }

    [Theory]
    [InlineData("foo")]
    [InlineData("ftp://x")]
    public void AServerIsAnHttpAddress(string server) => Assert.Equal("bad-server", (Typed with { Server = server }).ToServer().Error?.Code);
}
