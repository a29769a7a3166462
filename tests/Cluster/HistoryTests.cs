using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using MediaAnalytics.Tests.Processes;
using Xunit;

namespace MediaAnalytics.Tests.Cluster;

/// <summary>The past of an MV through a real server, over a restart by SIGKILL: history, explanation and the MV's own answer say the same.</summary>
public sealed class HistoryTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    /// <summary>In the order they are posted, one batch a line: day of March 2026 and views.</summary>
    private static readonly (int Day, long Views)[] Posted =
    [
        (1, 5_000), (2, 6_000), (4, 5_900), (5, 5_900), (6, 6_500), (7, 6_000), (8, 6_600), (9, 7), (10, 50),
        (3, 6_200), // late: there is now a rise from 6,000, and so that value is a stale read on day 7
        (10, 50), // once more
        (10, 40), // contradicts
        (12, 900), // after the epoch
        (13, 950),
    ];

    [Fact]
    public async Task ThePastIsToldFromFactsAndMemoryAlikeAndOverARestart()
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(Patience);
        CancellationToken cancellation = limit.Token;
        using var folder = new TemporaryFolder();
        await using var server = new ServerProcess(folder["data"]);
        await server.StartAsync(cancellation);

        await RefusedAsync(server, "v1/mvs/nobody/history", HttpStatusCode.NotFound, "mv.unknown", cancellation);
        await RefusedAsync(server, "v1/mvs/nobody/explain", HttpStatusCode.NotFound, "mv.unknown", cancellation);
        await ImportAsync(server, cancellation);
        foreach ((int day, long views) in Posted)
            await PostAsync(server, $$"""{"mv":"a","platform":"youtube","source":"api","observedAt":"2026-03-{{day:00}}T12:00:00Z","views":{{views}}}""", cancellation);
        await PostAsync(server, """{"mv":"a","platform":"youtube","source":"crawler","observedAt":"2026-03-05T12:00:00Z","views":1,"likes":9}""", cancellation);
        using HttpResponseMessage declared = await server.Client.PostAsJsonAsync(
            "v1/epochs", new { platform = "youtube", at = "2026-03-11", note = "Shorts" }, cancellation);
        Assert.Equal(HttpStatusCode.Accepted, declared.StatusCode);

        JsonNode before = await SettledAsync(server, cancellation);
        AssertHistory(before);
        await server.KillAsync();
        await server.StartAsync(cancellation);
        JsonNode after = await SettledAsync(server, cancellation);
        Assert.Equal(before.ToJsonString(), after.ToJsonString());

        // Once committed, the readings come from the facts.
        await CommittedAsync(folder["data"], cancellation);
        JsonNode committed = await SettledAsync(server, cancellation);
        Assert.Equal(before.ToJsonString(), committed.ToJsonString());
        await AssertSumsAsync(server, cancellation);
        await AssertFormsAsync(server, cancellation);
        await AssertWithdrawnAsync(server, cancellation);
    }

    private static void AssertHistory(JsonNode answers)
    {
        JsonNode platform = Assert.Single(answers["history"]!["platforms"]!.AsArray())!;
        Assert.Equal(("api", "crawler"), ((string?)platform["sources"]!["views"], (string?)platform["sources"]!["likes"]));
        Assert.Single(platform["epochs"]!.AsArray());
        (int, int, long, long, long)[] rows =
        [
            .. platform["rows"]!.AsArray().Where(row => row!["counters"]!["views"] is not null).Select(row => (
                DateTimeOffset.Parse((string)row!["from"]!, System.Globalization.CultureInfo.InvariantCulture).Day, (int)row["revision"]!,
                (long)row["counters"]!["views"]!["gained"]!, (long)row["counters"]!["views"]!["removed"]!, (long)row["counters"]!["views"]!["net"]!)),
        ];
        Assert.Equal(
            [
                (1, 1, 0, 0, 5_000), (2, 1, 1_000, 0, 6_000), (3, 2, 200, 0, 6_200), (4, 2, 0, 300, 5_900), (5, 1, 0, 0, 5_900), (6, 1, 600, 0, 6_500),
                (7, 2, 0, 0, 6_500), (8, 2, 100, 0, 6_600), (9, 2, 0, 0, 7), (10, 1, 43, 0, 50), (12, 2, 0, 0, 900), (13, 1, 50, 0, 950),
            ],
            rows);
        string?[] verdicts =
        [
            .. answers["explain"]!["inputs"]!.AsArray().Select(input => input!["reading"]).Where(reading => (string?)reading?["source"] == "api")
                .Select(reading => $"{reading!["outcome"]} {(bool)reading["late"]!} {reading["values"]!["views"]!["verdict"]}"),
        ];
        Assert.Equal(
            [
                "added False baseline", "added False rise", "added False correction", "added False unchanged", "added False rise", "added False stale",
                "added False rise", "added False reset", "added False rise", "added True rise", "duplicate False rise", "conflict False rise",
                "added False break", "added False rise",
            ],
            verdicts);
        Assert.False((bool)answers["explain"]!["inputs"]!.AsArray().Single(input => (string?)input!["reading"]?["source"] == "crawler")!
            ["reading"]!["values"]!["views"]!["counts"]!);
        Assert.Single(answers["explain"]!["inputs"]!.AsArray(), input => input!["epoch"] is not null);
        Assert.Contains(answers["explain"]!["inputs"]!.AsArray(), input => (string?)input!["record"]?["changes"]![0]!["field"] == "title");
    }

    /// <summary>What the sums add up to is what the MV's own answer shows.</summary>
    private static async Task AssertSumsAsync(ServerProcess server, CancellationToken cancellation)
    {
        JsonNode shown = (await GetAsync(server, "v1/mvs/a", cancellation))["platforms"]![0]!;
        JsonArray sums = (await GetAsync(server, "v1/mvs/a/explain?limit=1", cancellation))["sums"]!.AsArray();
        Assert.Equal(["views", "likes"], sums.Select(sum => (string)sum!["counter"]!));
        foreach (JsonNode? sum in sums)
        {
            string counter = (string)sum!["counter"]!;
            long gross = (long)sum["firsts"]! + (long)sum["gained"]!;
            Assert.Equal((gross - (long)sum["removed"]! - (long)sum["closed"]!, gross), ((long)sum["net"]!, (long)sum["gross"]!));
            Assert.Equal(((long)shown["net"]![counter]!, (long)shown["gross"]![counter]!), ((long)sum["net"]!, (long)sum["gross"]!));
        }

        JsonNode across = await GetAsync(server, "v1/mvs/a/history?granularity=none&from=2026-03-12&acrossEpochs=true", cancellation);
        Assert.Equal(850, (long)across["platforms"]![0]!["rows"]![0]!["counters"]!["views"]!["gained"]!);
        Assert.True((bool)across["acrossEpochs"]!);
    }

    private static async Task AssertFormsAsync(ServerProcess server, CancellationToken cancellation)
    {
        string csv = await server.Client.GetStringAsync(new Uri("v1/mvs/a/history?format=csv&from=2026-03-02&to=2026-03-03", UriKind.Relative), cancellation);
        Assert.Equal(
            "mv,platform,source,counter,from,to,revision,gained,removed,net,gross,readings,corrections,resets,stale,breaks,provisional\n"
            + "a,youtube,api,views,2026-03-02T00:00:00Z,2026-03-03T00:00:00Z,1,1000,0,6000,6000,1,0,0,0,0,false\n",
            csv);
        using var asked = new HttpRequestMessage(HttpMethod.Get, "v1/mvs/a/history");
        asked.Headers.Accept.ParseAdd("text/csv");
        using HttpResponseMessage answered = await server.Client.SendAsync(asked, cancellation);
        Assert.Equal("text/csv", answered.Content.Headers.ContentType?.MediaType);
        Assert.Empty((await GetAsync(server, "v1/mvs/a/history?platform=vimeo", cancellation))["platforms"]!.AsArray());
        await RefusedAsync(server, "v1/mvs/a/history?granularity=year", HttpStatusCode.BadRequest, "history.granularity", cancellation);
        await RefusedAsync(server, "v1/mvs/a/history?zone=Mars/Olympus", HttpStatusCode.BadRequest, "history.zone", cancellation);
        await RefusedAsync(server, "v1/mvs/a/explain?after=x", HttpStatusCode.BadRequest, "explain.after", cancellation);
        await RefusedAsync(server, "v1/mvs/a/explain?limit=1001", HttpStatusCode.BadRequest, "query.limit", cancellation);
    }

    private static async Task AssertWithdrawnAsync(ServerProcess server, CancellationToken cancellation)
    {
        using HttpResponseMessage withdrawn = await server.Client.DeleteAsync(new Uri("v1/mvs/a", UriKind.Relative), cancellation);
        Assert.Equal(HttpStatusCode.OK, withdrawn.StatusCode);
        JsonArray inputs = [];
        while ((string?)inputs.LastOrDefault()?["record"]?["changes"]?[0]?["field"] != "withdrawnAt")
        {
            await Task.Delay(50, cancellation);
            inputs = (await GetAsync(server, "v1/mvs/a/explain", cancellation))["inputs"]!.AsArray();
        }

        Assert.NotEmpty((await GetAsync(server, "v1/mvs/a/history", cancellation))["platforms"]![0]!["rows"]!.AsArray());
    }

    /// <summary>Both answers, once everything that was posted is folded.</summary>
    private static async Task<JsonNode> SettledAsync(ServerProcess server, CancellationToken cancellation)
    {
        while (true)
        {
            JsonNode explain = await GetAsync(server, "v1/mvs/a/explain?limit=1000", cancellation);
            JsonArray inputs = explain["inputs"]!.AsArray();
            if (inputs.Count(input => input!["reading"] is not null) == Posted.Length + 1 && inputs.Any(input => input!["epoch"] is not null))
                return new JsonObject { ["explain"] = explain, ["history"] = await GetAsync(server, "v1/mvs/a/history", cancellation) };
            await Task.Delay(50, cancellation);
        }
    }

    private static async Task CommittedAsync(string folder, CancellationToken cancellation)
    {
        while (Directory.GetFiles(folder, "*.parquet", SearchOption.AllDirectories).Length == 0)
            await Task.Delay(100, cancellation);
    }

    private static async Task ImportAsync(ServerProcess server, CancellationToken cancellation)
    {
        using var body = new StringContent("id,title,genre\na,A,rock\n", Encoding.UTF8, "text/csv");
        using HttpResponseMessage response = await server.Client.PostAsync(new Uri("v1/imports", UriKind.Relative), body, cancellation);
        JsonNode import = (await response.Content.ReadFromJsonAsync<JsonNode>(cancellation))!;
        while ((string?)import["state"] == "running")
        {
            await Task.Delay(50, cancellation);
            import = await GetAsync(server, $"v1/imports/{import["id"]}", cancellation);
        }

        Assert.Equal(1, (int)import["created"]!);
        while ((await GetAsync(server, "v1/mvs/a/explain", cancellation))["inputs"]!.AsArray().Count == 0)
            await Task.Delay(50, cancellation);
    }

    private static async Task PostAsync(ServerProcess server, string line, CancellationToken cancellation)
    {
        using var body = new StringContent(line, Encoding.UTF8, "application/x-ndjson");
        using HttpResponseMessage response = await server.Client.PostAsync(new Uri("v1/observations", UriKind.Relative), body, cancellation);
        Assert.Equal(HttpStatusCode.Accepted, response.StatusCode);
    }

    private static async Task RefusedAsync(ServerProcess server, string address, HttpStatusCode status, string code, CancellationToken cancellation)
    {
        using HttpResponseMessage response = await server.Client.GetAsync(new Uri(address, UriKind.Relative), cancellation);
        string body = await response.Content.ReadAsStringAsync(cancellation);
        Assert.True(response.StatusCode == status, $"{(int)response.StatusCode}, not {(int)status}: {body}");
        Assert.Equal(code, (string?)JsonNode.Parse(body)!["code"]);
    }

    private static async Task<JsonNode> GetAsync(ServerProcess server, string address, CancellationToken cancellation)
    {
        using HttpResponseMessage response = await server.Client.GetAsync(new Uri(address, UriKind.Relative), cancellation);
        string body = await response.Content.ReadAsStringAsync(cancellation);
        Assert.True(response.IsSuccessStatusCode, $"{address}: {(int)response.StatusCode} {body}\n{server.Output}");
        return JsonNode.Parse(body)!;
    }
}
