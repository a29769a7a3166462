using CsCheck;
using MediaAnalytics.Contracts.Observations.History;
using MediaAnalytics.Grains.Observations.History;
using Xunit;

namespace MediaAnalytics.Tests.Unit.History;

public sealed class BucketClockTests
{
    [Theory]
    [InlineData("Europe/Berlin", "2025-03-30T12:00:00Z", HistoryGranularity.Day, "2025-03-29T23:00:00Z", "2025-03-30T22:00:00Z")]
    [InlineData("Europe/Berlin", "2025-10-26T12:00:00Z", HistoryGranularity.Day, "2025-10-25T22:00:00Z", "2025-10-26T23:00:00Z")]
    [InlineData("Europe/Berlin", "2025-10-26T00:30:00Z", HistoryGranularity.Hour, "2025-10-26T00:00:00Z", "2025-10-26T01:00:00Z")]
    [InlineData("Europe/Berlin", "2025-10-26T01:30:00Z", HistoryGranularity.Hour, "2025-10-26T01:00:00Z", "2025-10-26T02:00:00Z")]
    [InlineData("Asia/Kolkata", "2025-06-01T12:45:00Z", HistoryGranularity.Hour, "2025-06-01T12:30:00Z", "2025-06-01T13:30:00Z")]
    [InlineData("Australia/Lord_Howe", "2025-04-05T15:10:00Z", HistoryGranularity.Hour, "2025-04-05T15:00:00Z", "2025-04-05T15:30:00Z")]
    [InlineData("America/Havana", "2025-11-02T12:00:00Z", HistoryGranularity.Day, "2025-11-02T04:00:00Z", "2025-11-03T05:00:00Z")]
    [InlineData("Pacific/Apia", "2011-12-30T05:00:00Z", HistoryGranularity.Day, "2011-12-29T10:00:00Z", "2011-12-30T10:00:00Z")]
    [InlineData("UTC", "2025-06-01T23:59:59Z", HistoryGranularity.Week, "2025-05-26T00:00:00Z", "2025-06-02T00:00:00Z")]
    [InlineData("Asia/Shanghai", "2024-02-29T16:00:00Z", HistoryGranularity.Month, "2024-02-29T16:00:00Z", "2024-03-31T16:00:00Z")]
    [InlineData("UTC", "2025-06-01T10:11:12Z", HistoryGranularity.Minute, "2025-06-01T10:11:00Z", "2025-06-01T10:12:00Z")]
    [InlineData("UTC", "2025-06-01T10:11:12Z", HistoryGranularity.None, "2025-06-01T10:11:12Z", "2025-06-01T10:11:12Z")]
    public void ABucketFollowsTheZonesClock(string zone, string at, HistoryGranularity granularity, string from, string to) =>
        Assert.Equal((Ticks(from), Ticks(to)), new BucketClock(TimeZoneInfo.FindSystemTimeZoneById(zone), granularity).Of(Ticks(at)));

    [Fact]
    public void BucketsJoinWithoutGapOrOverlap()
    {
        string[] zones =
            [
                "UTC", "Europe/Berlin", "America/Havana", "Australia/Lord_Howe", "Asia/Kathmandu", "Pacific/Apia", "America/Sao_Paulo", "Africa/Casablanca",
                "America/St_Johns",
            ];
        HistoryGranularity[] spans = [.. Enum.GetValues<HistoryGranularity>().Where(granularity => granularity != HistoryGranularity.None)];
        Gen.Select(Gen.Int[0, zones.Length - 1], Gen.Int[0, spans.Length - 1], Gen.Long[Ticks("1990-01-01T00:00:00Z"), Ticks("2035-01-01T00:00:00Z")]).Sample((zone, span, at) =>
        {
            var clock = new BucketClock(TimeZoneInfo.FindSystemTimeZoneById(zones[zone]), spans[span]);
            (long from, long to) = clock.Of(at);
            Assert.True(from <= at && at < to);
            Assert.Equal((from, to), clock.Of(from));
            Assert.Equal(to, clock.Of(to).From);
            Assert.Equal((from, to), clock.Of(to - 1));
        }, iter: 20_000);
    }

    private static long Ticks(string instant) => DateTimeOffset.Parse(instant, System.Globalization.CultureInfo.InvariantCulture).UtcTicks;
}
