using System.Text.Json;
using MediaAnalytics.Contracts.Dissemination;
using MediaAnalytics.Gateway.Dissemination;
using Xunit;

namespace MediaAnalytics.Tests.Unit.Gateway.Dissemination;

public sealed class DisseminationJsonTests
{
    private static readonly DateTimeOffset At = new(2026, 3, 1, 2, 0, 0, TimeSpan.Zero);

    private static readonly CellSums Sums = new()
    {
        Mvs = 3,
        Net = new(2_000, 90, 70, 7, 5, 4),
        Gross = new(2_000, 90, 75, 7, 5, 4),
        PairedImpressions = 1_600,
        PairedClicks = 80,
        PairedViews = 70,
        PairedLikes = 7,
        LastHour = new(new(6, 5, 4, 3, 2, 1), default),
        LastDay = new(new(60, 50, 40, 30, 20, 10), new(0, 0, 5, 0, 0, 0)),
    };

    [Fact]
    public void A_row_reads_as_the_api_promises()
    {
        var query = new DisseminationQuery([Dimension.Genre, Dimension.HasStory], []);
        var answer = new DisseminationAnswer([new(["rock", null], Sums)], Sums, [new(0, 2, 5, 40, At)], 1);

        var json = JsonSerializer.Serialize(DisseminationJson.Of(query, answer, At), JsonSerializerOptions.Web);

        const string Figures =
            "\"mvs\":3,\"impressions\":2000,\"clicks\":90,\"ctr\":0.05,\"views\":{\"net\":70,\"gross\":75},\"likes\":7,\"likeRate\":0.1," +
            "\"comments\":5,\"shares\":4," +
            "\"lastHour\":{\"gained\":{\"impressions\":6,\"clicks\":5,\"views\":4,\"likes\":3,\"comments\":2,\"shares\":1}," +
            "\"removed\":{\"impressions\":0,\"clicks\":0,\"views\":0,\"likes\":0,\"comments\":0,\"shares\":0}}," +
            "\"lastDay\":{\"gained\":{\"impressions\":60,\"clicks\":50,\"views\":40,\"likes\":30,\"comments\":20,\"shares\":10}," +
            "\"removed\":{\"impressions\":0,\"clicks\":0,\"views\":5,\"likes\":0,\"comments\":0,\"shares\":0}}}";
        Assert.Equal(
            "{\"by\":[\"genre\",\"story.hasStory\"],\"rows\":[{\"key\":{\"genre\":\"rock\",\"story.hasStory\":null}," + Figures + "]," +
            "\"total\":{\"key\":{}," + Figures + ",\"revisions\":[{\"partition\":0,\"epoch\":2,\"sequence\":5,\"offset\":40," +
            "\"at\":\"2026-03-01T02:00:00+00:00\",\"manifest\":null}],\"complete\":true,\"at\":\"2026-03-01T02:00:00+00:00\",\"windowsSince\":null,\"asOf\":null}",
            json);
    }

    [Fact]
    public void An_answer_of_the_past_names_the_instant_and_the_manifests()
    {
        var answer = new DisseminationAnswer([], default, [new(0, 2, 0, 40, At, null, 17)], 1);
        DisseminationJson json = DisseminationJson.Of(new([], []), answer, At.AddDays(1), At.AddMinutes(1));
        Assert.Equal(At.AddMinutes(1), json.AsOf);
        Assert.Equal(new RevisionJson(0, 2, null, 40, At, 17), Assert.Single(json.Revisions));
    }

    [Fact]
    public void Rates_of_nothing_are_null_and_use_only_rows_that_report_both()
    {
        var nothing = DisseminationRowJson.OfTotal(new CellSums { Mvs = 1, Net = new(0, 12, 0, 3, 0, 0) });
        Assert.Null(nothing.Ctr);
        Assert.Null(nothing.LikeRate);

        var paired = DisseminationRowJson.OfTotal(Sums);
        Assert.Equal(80.0 / 1_600, paired.Ctr);
        Assert.NotEqual(90.0 / 2_000, paired.Ctr);
    }

    [Theory]
    [InlineData(2, new[] { 0, 1 }, true)]
    [InlineData(2, new[] { 1 }, false)]
    [InlineData(2, new[] { 1, 1 }, false)]
    [InlineData(0, new int[0], false)]
    public void An_answer_is_complete_when_every_partition_has_part_in_it(int partitions, int[] revisions, bool complete)
    {
        var answer = new DisseminationAnswer([], default, [.. revisions.Select(partition => new PartitionRevision(partition, 1, 1, 1, At))], partitions);
        Assert.Equal(complete, DisseminationJson.Of(new([], []), answer, At).Complete);
    }
}
