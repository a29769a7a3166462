using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using MediaAnalytics.Tests.Processes;
using Xunit;

namespace MediaAnalytics.Tests.Cluster;

/// <summary>The past and the books through a real server: figures as of an instant stay what they were, and a corrupted fact is reported.</summary>
public sealed partial class PastAndAuditTests
{
    private const string ByGenre = "v1/dissemination?by=genre,platform";
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    [Fact]
    public async Task ThePastStaysWhatItWasAndACorruptedFactIsReported()
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(Patience);
        CancellationToken cancellation = limit.Token;
        using var folder = new TemporaryFolder();
        await using var server = new ServerProcess(folder["data"]);
        await server.StartAsync(cancellation);
        await ImportAsync(server, "id,title,genre\na,A,rock\nb,B,pop\n", cancellation);
        await ObserveAsync(server, cancellation, Line("a", 100, 1), Line("a", 150, 2), Line("b", 70, 1), """{"mv":"b"}""");
        JsonNode then = await CommittedAsync(server, cancellation);
        DateTimeOffset instant = TimeProvider.System.GetUtcNow();

        // What comes after the instant: a late reading, a rise, a relabel; then a restart.
        await ObserveAsync(server, cancellation, Line("a", 40, 0), Line("b", 90, 3), Line("b", 90, 3));
        await ImportAsync(server, "id,title,genre\na,A,jazz\nb,B,pop\n", cancellation);
        JsonNode now = await CommittedAsync(server, cancellation);
        Assert.NotEqual(then["rows"]!.ToJsonString(), now["rows"]!.ToJsonString());
        await server.KillAsync();
        await server.StartAsync(cancellation);

        JsonNode past = await GetAsync(server, $"{ByGenre}&asOf={instant:yyyy-MM-ddTHH:mm:ss.fffffffZ}", HttpStatusCode.OK, cancellation);
        Assert.Equal(Totals(then), Totals(past));
        Assert.Equal(instant.UtcTicks, ((DateTimeOffset)past["asOf"]!).UtcTicks);
        Assert.All(past["revisions"]!.AsArray(), revision =>
        {
            Assert.True((DateTimeOffset)revision!["at"]! <= instant);
            Assert.NotNull(revision["manifest"]);
        });
        JsonNode filtered = await GetAsync(server, $"v1/dissemination?genre=rock&asOf={instant:yyyy-MM-ddTHH:mm:ss.fffffffZ}", HttpStatusCode.OK, cancellation);
        Assert.Equal((1, 150), ((int)filtered["total"]!["mvs"]!, (int)filtered["total"]!["views"]!["net"]!));

        Assert.Equal("asOf.future", (string?)(await GetAsync(server, $"{ByGenre}&asOf=2999-01-01", HttpStatusCode.BadRequest, cancellation))["code"]);
        Assert.Equal("query.invalid", (string?)(await GetAsync(server, $"{ByGenre}&asOf=yesterday", HttpStatusCode.BadRequest, cancellation))["code"]);
        JsonNode before = await GetAsync(server, $"{ByGenre}&asOf={instant.AddHours(-1):yyyy-MM-ddTHH:mm:ssZ}", HttpStatusCode.NotFound, cancellation);
        Assert.Equal("asOf.notKept", (string?)before["code"]);
        Assert.Contains("earliest instant", (string?)before["detail"], StringComparison.Ordinal);

        JsonNode sound = await AuditAsync(server, cancellation);
        Assert.Equal("balanced", (string?)sound["state"]);
        JsonNode rows = sound["total"]!;
        Assert.Equal((7, 5, 1, 1), ((int)rows["in"]!, (int)rows["accepted"]!, (int)rows["duplicates"]!, (int)rows["quarantined"]!));

        string facts = Directory.GetFiles(folder["data"], "*.parquet", SearchOption.AllDirectories).First();
        byte[] bytes = await File.ReadAllBytesAsync(facts, cancellation);
        bytes[bytes.Length / 2] ^= 1;
        await File.WriteAllBytesAsync(facts, bytes, cancellation);
        JsonNode unsound = await AuditAsync(server, cancellation);
        Assert.Equal("unbalanced", (string?)unsound["state"]);
        JsonNode finding = Assert.Single(unsound["partitions"]!.AsArray().SelectMany(partition => partition!["check"]!["findings"]!.AsArray()))!;
        Assert.Equal("facts.file", (string?)finding["code"]);
        Assert.Contains(Path.GetFileName(facts), (string?)finding["message"], StringComparison.Ordinal);
        while (!FindingMetric().IsMatch(await server.Client.GetStringAsync(new Uri("metrics", UriKind.Relative), cancellation)))
            await Task.Delay(200, cancellation);
        using HttpResponseMessage ready = await server.Client.GetAsync(new Uri("health/ready", UriKind.Relative), cancellation);
        Assert.Equal(HttpStatusCode.OK, ready.StatusCode);
    }

    [GeneratedRegex("""(?m)^media_analytics_audit_findings\{[^}]*\} 1\b""")]
    private static partial Regex FindingMetric();

    private static string Line(string mv, long views, int day) =>
        $$"""{"mv":"{{mv}}","platform":"youtube","source":"api","observedAt":"2026-01-0{{day + 1}}T00:00:00Z","views":{{views}}}""";

    /// <summary>Rows and total without the windows, which slide.</summary>
    private static string Totals(JsonNode answer) => string.Join('\n', answer["rows"]!.AsArray().Append(answer["total"]).Select(row =>
        $"{row!["key"]!.ToJsonString()} {row["mvs"]} {row["views"]!.ToJsonString()}").Order(StringComparer.Ordinal));

    /// <summary>The figures once all of the log stands in manifests.</summary>
    private static async Task<JsonNode> CommittedAsync(ServerProcess server, CancellationToken cancellation)
    {
        while (true)
        {
            JsonNode audit = await GetAsync(server, "v1/audit", HttpStatusCode.OK, cancellation);
            JsonNode answer = await GetAsync(server, ByGenre, HttpStatusCode.OK, cancellation);
            bool all = audit["partitions"]!.AsArray().All(partition => (long)partition!["logHead"]! == (long)partition["manifestOffset"]!);
            bool published = answer["revisions"]!.AsArray().Zip(audit["partitions"]!.AsArray())
                .All(pair => (long)pair.First!["offset"]! == (long)pair.Second!["logHead"]!);
            if (all && published && (bool)answer["complete"]!)
                return answer;
            await Task.Delay(200, cancellation);
        }
    }

    /// <summary>Has a full check run; the books after it.</summary>
    private static async Task<JsonNode> AuditAsync(ServerProcess server, CancellationToken cancellation)
    {
        using HttpResponseMessage response = await server.Client.PostAsync(new Uri("v1/audit", UriKind.Relative), null, cancellation);
        Assert.Equal((HttpStatusCode.Accepted, "/v1/audit"), (response.StatusCode, response.Headers.Location?.OriginalString));
        JsonNode books = (await response.Content.ReadFromJsonAsync<JsonNode>(cancellation))!;
        Assert.True((bool)books["running"]!);
        while ((bool)books["running"]!)
        {
            await Task.Delay(200, cancellation);
            books = await GetAsync(server, "v1/audit", HttpStatusCode.OK, cancellation);
        }

        return books;
    }

    private static async Task ObserveAsync(ServerProcess server, CancellationToken cancellation, params string[] lines)
    {
        using var body = new StringContent(string.Join('\n', lines), Encoding.UTF8, "application/x-ndjson");
        using HttpResponseMessage response = await server.Client.PostAsync(new Uri("v1/observations", UriKind.Relative), body, cancellation);
        Assert.Equal(HttpStatusCode.Accepted, response.StatusCode);
    }

    private static async Task ImportAsync(ServerProcess server, string rows, CancellationToken cancellation)
    {
        using var body = new StringContent(rows, Encoding.UTF8, "text/csv");
        using HttpResponseMessage response = await server.Client.PostAsync(new Uri("v1/imports", UriKind.Relative), body, cancellation);
        JsonNode import = (await response.Content.ReadFromJsonAsync<JsonNode>(cancellation))!;
        while ((string?)import["state"] == "running")
        {
            await Task.Delay(50, cancellation);
            import = await GetAsync(server, $"v1/imports/{import["id"]}", HttpStatusCode.OK, cancellation);
        }

        Assert.Equal("completed", (string?)import["state"]);
    }

    private static async Task<JsonNode> GetAsync(ServerProcess server, string address, HttpStatusCode expected, CancellationToken cancellation)
    {
        using HttpResponseMessage response = await server.Client.GetAsync(new Uri(address, UriKind.Relative), cancellation);
        string body = await response.Content.ReadAsStringAsync(cancellation);
        Assert.True(response.StatusCode == expected, $"{(int)response.StatusCode}, not {(int)expected}: {body}");
        return JsonNode.Parse(body)!;
    }
}
