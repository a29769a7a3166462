using MediaAnalytics.Contracts.Genre;
using MediaAnalytics.Contracts.Observations;
using MediaAnalytics.Grains.Genre;
using Xunit;

namespace MediaAnalytics.Tests.Unit.Genre;

public sealed class ViewAccelerationTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(100, 1_600, GenrePriority.High)]
    [InlineData(100, 1_601, GenrePriority.Normal)]
    [InlineData(99, 99, GenrePriority.Normal)]
    [InlineData(0, 0, GenrePriority.Normal)]
    [InlineData(1_000_000, 1_000_000, GenrePriority.High)]
    public void ViewsAccelerateWhereTheHourGainsMoreThanTheDaysMean(long hour, long day, GenrePriority expected) =>
        Assert.Equal(expected, ViewAcceleration.Priority([Platform(hour, day)], Now));

    [Fact]
    public void PlatformsAreTakenTogether()
    {
        Assert.Equal(GenrePriority.Normal, ViewAcceleration.Priority([Platform(60, 60)], Now));
        Assert.Equal(GenrePriority.High, ViewAcceleration.Priority([Platform(60, 60), Platform(60, 60)], Now));
        Assert.Equal(GenrePriority.Normal, ViewAcceleration.Priority([Platform(200, 200), Platform(0, 10_000)], Now));
        Assert.Equal(GenrePriority.Normal, ViewAcceleration.Priority([], Now));
    }

    [Fact]
    public void AMeanOverLessThanADayIsOverWhatIsKnown()
    {
        // Four hours are known: 150 of 400 views in the last is 1.5 times their mean.
        Assert.Equal(GenrePriority.High, ViewAcceleration.Priority([Platform(150, 400, Now.AddHours(-4))], Now));
        Assert.Equal(GenrePriority.Normal, ViewAcceleration.Priority([Platform(149, 400, Now.AddHours(-4))], Now));
        Assert.Equal(GenrePriority.Normal, ViewAcceleration.Priority([Platform(1_000, 1_000, Now.AddHours(-1))], Now));
    }

    private static PlatformCounters Platform(long hour, long day, DateTimeOffset? since = null) => new(
        "p", Counters.None, Counters.None, Now, 1, 0, [], Window(hour), Window(day), since);

    private static WindowDelta Window(long views) => new(new Counters(0, 0, views, 0, 0, 0), default);
}
