using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using MediaAnalytics.Gateway.Client;
using MediaAnalytics.Gateway.Verbs;
using MediaAnalytics.Gateway.Verbs.Observing;
using MediaAnalytics.Tests.Unit.Intake;
using Xunit;

namespace MediaAnalytics.Tests.Unit.Verbs;

/// <summary>YouTube's reach report, from daily increments to cumulative readings.</summary>
public sealed partial class ReachTests : IDisposable
{
    private const string Header = "date,channel_id,video_id,video_thumbnail_impressions,video_thumbnail_impressions_ctr\n";

    private readonly string _folder = Directory.CreateTempSubdirectory("reach").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task DaysBecomeRunningSumsAtTheEndOfThePacificDay()
    {
        await using IntakeServer server = await IntakeServer.StartAsync();
        (int exit, JsonElement summary) = await ObserveAsync(
            server, "20251101,C,v1,1000,0.05\n20251102,C,v1,500,0.1\n20251104,C,v1,3,0.5\n20251101,C,v2,7,0.0\n20251102,C,v2,0,\n");
        Assert.Equal((ExitCodes.Done, 5, 5, 0), (exit, Get(summary, "rows"), Get(summary, "appended"), Get(summary, "known")));
        // Pacific summer time ends on 2 November 2025: that day ends at 08:00 UTC.
        Assert.Equal(
            [
                "v1 2025-11-02T07:00:00 1000 50", "v1 2025-11-03T08:00:00 1500 100", "v1 2025-11-05T08:00:00 1503 102",
                "v2 2025-11-02T07:00:00 7 0", "v2 2025-11-03T08:00:00 7 0",
            ],
            Readings(server));
        Assert.All(server.Log.Readings, reading => Assert.Equal(("youtube", "youtube-reach"), (reading.Platform, reading.Source)));
    }

    [Fact]
    public async Task TheOrderOfRowsAndFurtherSplitsDoNotMatter()
    {
        string[] rows = ["20251101,mobile,v1,10,0.5", "20251101,desktop,v1,20,0.25", "20251102,mobile,v1,5,1", "20251103,tv,v1,1,0", "20251101,mobile,v1,10,0.5"];
        const string Split = "date,device,video_id,video_thumbnail_impressions,video_thumbnail_impressions_ctr\n";
        foreach (IEnumerable<string> order in new[] { rows, rows.Reverse(), rows.Order(StringComparer.Ordinal) })
        {
            await using IntakeServer server = await IntakeServer.StartAsync();
            await ObserveAsync(server, string.Concat(order.Select(row => row + "\n")), Split);
            Assert.Equal(["v1 2025-11-02T07:00:00 30 10", "v1 2025-11-03T08:00:00 35 15", "v1 2025-11-04T08:00:00 36 15"], Readings(server));
        }
    }

    [Fact]
    public async Task ALaterFileGoesOnAndDaysThatAreKnownAreSkipped()
    {
        await using IntakeServer server = await IntakeServer.StartAsync();
        await ObserveAsync(server, "20251110,C,v1,100,0.1\n20251111,C,v1,100,0.1\n");
        (_, JsonElement summary) = await ObserveAsync(server, "20251111,C,v1,999,0.9\n20251112,C,v1,50,0.1\n20251120,C,v1,1,1\n20251109,C,v1,5,0\n20251111,C,v2,4,0.5\n");
        Assert.Equal((3, 2, 0), (Get(summary, "appended"), Get(summary, "known"), Get(summary, "quarantined")));
        string[] expected =
        [
            "v1 2025-11-11T08:00:00 100 10", "v1 2025-11-12T08:00:00 200 20", "v1 2025-11-13T08:00:00 250 25", "v1 2025-11-21T08:00:00 251 26",
            "v2 2025-11-12T08:00:00 4 2",
        ];
        Assert.Equal(expected, Readings(server));
        (int exit, summary) = await ObserveAsync(server, "20251111,C,v1,999,0.9\n20251112,C,v1,50,0.1\n");
        Assert.Equal((ExitCodes.Done, 0, 2), (exit, Get(summary, "appended"), Get(summary, "known")));
        Assert.Equal(expected, Readings(server));
    }

    [Fact]
    public async Task ABadDayHoldsBackWhatBuildsOnItAndComesWhenMended()
    {
        await using IntakeServer server = await IntakeServer.StartAsync();
        string Rows(string second) => $"20251101,C,v1,10,0.5\n20251102,C,v1,{second}\n20251103,C,v1,10,0.5\n20251103,C,v2,1,0\n2025-13-01,C,v3,1,0\n20251102,C,v3,1,0\n20251102,C,,1,0\n20251102,C\n";
        (int exit, JsonElement summary) = await ObserveAsync(server, Rows("10,1.5"));
        Assert.Equal((ExitCodes.DoneWithExceptions, 8, 2, 6), (exit, Get(summary, "rows"), Get(summary, "appended"), Get(summary, "quarantined")));
        Assert.Equal(["v1 2025-11-02T07:00:00 10 5", "v2 2025-11-04T08:00:00 1 0"], Readings(server));
        string[] quarantine = await File.ReadAllLinesAsync(Path.Combine(_folder, "reach.csv.quarantine.csv"), TestContext.Current.CancellationToken);
        Assert.Equal(
            [
                "3,video_thumbnail_impressions_ctr,1.5,reach.rate", "4,date,20251103,reach.heldBack", "6,date,2025-13-01,reach.date", "7,date,20251102,reach.heldBack",
                "8,video_id,,reading.missing", "9,,\"20251102,C\",file.fieldCount",
            ],
            quarantine[1..].Select(row => Row().Match(row).Value));
        await ObserveAsync(server, Rows("10,0.5"));
        Assert.Equal(["v1 2025-11-02T07:00:00 10 5", "v1 2025-11-03T08:00:00 20 10", "v1 2025-11-04T08:00:00 30 15", "v2 2025-11-04T08:00:00 1 0"], Readings(server));
    }

    [Fact]
    public async Task RowsThatContradictEachOtherAreAllAtFault()
    {
        await using IntakeServer server = await IntakeServer.StartAsync();
        (_, JsonElement summary) = await ObserveAsync(server, "20251101,C,v1,10,0.5\n20251101,C,v1,11,0.5\n20251102,C,v1,1,0\n20251101,C,v2,1,0\n");
        Assert.Equal((1, 3), (Get(summary, "appended"), Get(summary, "quarantined")));
        Assert.Equal(["v2 2025-11-02T07:00:00 1 0"], Readings(server));
    }

    [Theory]
    [InlineData("", "", "no rows")]
    [InlineData("date,video_id\n", "20251101,v1\n", "'video_thumbnail_impressions' once. Columns found: date, video_id")]
    [InlineData("", "20251101,C,v1,10,5.1\n20251101,C,v2,10,0.5\n", "looks like per cent")]
    public async Task WhatIsNoReachReportIsRefusedWhole(string header, string rows, string says)
    {
        await using IntakeServer server = await IntakeServer.StartAsync();
        using var error = new StringWriter();
        Assert.Equal(ExitCodes.Failed, await RunAsync(server, Write(header.Length > 0 ? header + rows : Header + rows), new(TextWriter.Null, error)));
        Assert.Contains(says, error.ToString(), StringComparison.Ordinal);
        Assert.Empty(server.Log.Readings);
    }

    [Fact]
    public async Task TheMvMayStandInAColumnOfItsOwn()
    {
        await using IntakeServer server = await IntakeServer.StartAsync();
        string file = Write("mv_id," + Header + "m1,20251101,C,v1,10,0.5\n");
        Assert.Equal(ExitCodes.Done, await RunAsync(server, file, Silent, "mv=mv_id"));
        Assert.Equal(["m1 2025-11-02T07:00:00 10 5"], Readings(server));
        Assert.Equal(ExitCodes.Failed, await RunAsync(server, file, Silent, "views=mv_id"));
    }

    /// <summary>A quarantined row up to its code.</summary>
    [GeneratedRegex("\\A.*?(reach|reading|file)\\.[a-zA-Z]+")]
    private static partial Regex Row();

    private static int Get(JsonElement summary, string name) => summary.GetProperty(name).GetInt32();

    private static string[] Readings(IntakeServer server) =>
    [
        .. server.Log.Readings.OrderBy(reading => reading.Mv, StringComparer.Ordinal).ThenBy(reading => reading.ObservedAt).Select(reading => string.Create(
            CultureInfo.InvariantCulture, $"{reading.Mv} {reading.ObservedAt:yyyy-MM-ddTHH:mm:ss} {reading.Counters.Impressions} {reading.Counters.Clicks}")),
    ];

    private static VerbConsole Silent => new(TextWriter.Null, TextWriter.Null);

    private static Task<int> RunAsync(IntakeServer server, string file, VerbConsole console, params string[] map) => new ObserveAction(
        new(file, server.Address, map, [], null, Json: true, null, "youtube-reach"), new SteppedTime(), Stream.Null, console).RunAsync(TestContext.Current.CancellationToken);

    private async Task<(int Exit, JsonElement Summary)> ObserveAsync(IntakeServer server, string rows, string header = Header)
    {
        using var output = new StringWriter();
        int exit = await RunAsync(server, Write(header + rows), new(output, TextWriter.Null));
        return (exit, JsonDocument.Parse(output.ToString()).RootElement);
    }

    private string Write(string text)
    {
        string path = Path.Combine(_folder, "reach.csv");
        File.WriteAllText(path, text);
        return path;
    }
}
