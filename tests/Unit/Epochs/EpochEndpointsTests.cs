using System.Net;
using System.Text.Json;
using MediaAnalytics.Contracts.Observations;
using MediaAnalytics.Tests.Unit.Intake;
using Xunit;

namespace MediaAnalytics.Tests.Unit.Epochs;

public sealed class EpochEndpointsTests
{
    private const string Json = "application/json", Id = "00112233-4455-6677-8899-aabbccddeeff";

    [Fact]
    public async Task ADeclarationStandsInEveryPartitionsLogAndIsListed()
    {
        await using IntakeServer server = await IntakeServer.StartAsync();
        using HttpResponseMessage declared = await server.PostAsync(
            "v1/epochs?zone=Asia/Shanghai",
            $$"""{"platform":" YouTube ","at":"2025-03-31","counters":["likes","views","likes"],"note":" Shorts: every start counts ","id":"{{Id}}"}""", Json);
        Assert.Equal(HttpStatusCode.Accepted, declared.StatusCode);
        const string Expected =
            """{"id":"00112233-4455-6677-8899-aabbccddeeff","platform":"youtube","at":"2025-03-30T16:00:00+00:00","counters":["views","likes"],"note":"Shorts: every start counts","declaredAt":"2026-11-01T12:00:00+00:00"}""";
        Assert.Equal(Expected, await declared.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));

        Assert.Equal([0, 1, 2, 3], server.Log.Events.Select(e => e.Partition));
        Assert.All(server.Log.Events, e => Assert.Equal([Counter.Views, Counter.Likes], Assert.IsType<LogEvent.EpochDeclared>(e.Event).Epoch.Counters));
        Assert.Single(server.Log.Appends);

        await server.PostAsync("v1/epochs", """{"platform":"youtube","at":"2024-01-01T00:00:00+01:00"}""", Json);
        await server.PostAsync("v1/epochs", """{"platform":"bilibili","at":"2026-01-01T00:00:00Z","note":null,"counters":null,"id":null}""", Json);
        JsonElement list = await (await server.Client.GetAsync(declared.Headers.Location, TestContext.Current.CancellationToken)).JsonAsync();
        Assert.Equal(
            ["bilibili 2026-01-01", "youtube 2023-12-31", "youtube 2025-03-30"],
            list.GetProperty("epochs").EnumerateArray().Select(e => $"{e.GetProperty("platform")} {e.GetProperty("at").GetString()![..10]}"));
        Assert.Equal("[\"views\"]", list.GetProperty("epochs")[0].GetProperty("counters").GetRawText());
        Assert.Equal(Expected, list.GetProperty("epochs")[2].GetRawText());
    }

    [Fact]
    public async Task OneIdIsOneDeclaration()
    {
        await using IntakeServer server = await IntakeServer.StartAsync();
        string body = $$"""{"platform":"youtube","at":"2025-03-31","id":"{{Id}}"}""";
        string first = await (await server.PostAsync("v1/epochs", body, Json)).Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        using HttpResponseMessage again = await server.PostAsync("v1/epochs", body, Json);
        Assert.Equal((HttpStatusCode.Accepted, first), (again.StatusCode, await again.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)));
        await (await server.PostAsync("v1/epochs", body.Replace("03-31", "04-30", StringComparison.Ordinal), Json)).RefusedAsync(HttpStatusCode.Conflict, "epoch.differs");
        Assert.Equal(4, server.Log.Events.Count);
    }

    [Theory]
    [InlineData("""{"at":"2025-03-31"}""", "epoch.platform")]
    [InlineData("""{"platform":"  ","at":"2025-03-31"}""", "epoch.platform")]
    [InlineData("""{"platform":"a\u0001b","at":"2025-03-31"}""", "epoch.platform")]
    [InlineData("""{"platform":"p2345678901234567890123456789012345678901234567890123456789012345","at":"2025-03-31"}""", "epoch.platform")]
    [InlineData("""{"platform":"p"}""", "epoch.at")]
    [InlineData("""{"platform":"p","at":"31.03.2025"}""", "epoch.at")]
    [InlineData("""{"platform":"p","at":"2025-03-31T00:00:00"}""", "epoch.at")]
    [InlineData("""{"platform":"p","at":"1989-12-31"}""", "epoch.at")]
    [InlineData("""{"platform":"p","at":"2027-12-07"}""", "epoch.at")]
    [InlineData("""{"platform":"p","at":"2025-03-31","counters":[]}""", "epoch.counters")]
    [InlineData("""{"platform":"p","at":"2025-03-31","counters":["views","coins"]}""", "epoch.counters")]
    [InlineData("""{"platform":"p","at":"2025-03-31","counters":["views",null]}""", "epoch.counters")]
    [InlineData("""{"platform":"p","at":"2025-03-31","counters":["platform"]}""", "epoch.counters")]
    [InlineData("""{"platform":"p","at":"2025-03-31","counters":["2"]}""", "epoch.counters")]
    [InlineData("""{"platform":"p","at":"2025-03-31","counters":"views"}""", "body.json")]
    [InlineData("""{"platform":"p","at":"2025-03-31","note":"a\nb"}""", "epoch.note")]
    [InlineData("""{"platform":"p","at":"2025-03-31","id":"00000000-0000-0000-0000-000000000000"}""", "epoch.id")]
    [InlineData("""{"platform":"p","at":"2025-03-31","id":"x"}""", "body.json")]
    [InlineData("""{"platform":"p","at":"2025-03-31","counter":["likes"]}""", "body.json")]
    [InlineData("""[]""", "body.json")]
    public async Task WhatIsNoEpochIsRefused(string body, string code)
    {
        await using IntakeServer server = await IntakeServer.StartAsync();
        await (await server.PostAsync("v1/epochs", body, Json)).RefusedAsync(HttpStatusCode.BadRequest, code);
        Assert.Empty(server.Log.Events);
    }

    [Theory]
    [InlineData("1990-01-01", 0)]
    [InlineData("2027-12-06", 0)]
    [InlineData("2025-03-31", 1_000)]
    [InlineData("2025-03-31", 1_001)]
    public async Task LimitsAreWhereTheySayTheyAre(string at, int note)
    {
        await using IntakeServer server = await IntakeServer.StartAsync();
        string platform = new('p', 64);
        using HttpResponseMessage answer = await server.PostAsync("v1/epochs", $$"""{"platform":"{{platform}}","at":"{{at}}","note":"{{new string('n', note)}}"}""", Json);
        Assert.Equal(note > 1_000 ? HttpStatusCode.BadRequest : HttpStatusCode.Accepted, answer.StatusCode);
    }

    [Fact]
    public async Task EpochsBeyondTheLimitAreRefusedAndKnownOnesStillAnswered()
    {
        await using IntakeServer server = await IntakeServer.StartAsync(settings: ("Intake:MaxEpochs", "2"));
        string known = $$"""{"platform":"youtube","at":"2025-03-31","id":"{{Id}}"}""";
        Assert.Equal(HttpStatusCode.Accepted, (await server.PostAsync("v1/epochs", known, Json)).StatusCode);
        Assert.Equal(HttpStatusCode.Accepted, (await server.PostAsync("v1/epochs", """{"platform":"vimeo","at":"2025-03-31"}""", Json)).StatusCode);
        int entries = server.Log.Events.Count;
        using HttpResponseMessage third = await server.PostAsync("v1/epochs", """{"platform":"vimeo","at":"2025-04-30"}""", Json);
        Assert.Contains("Intake:MaxEpochs", await third.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        await third.RefusedAsync(HttpStatusCode.Conflict, "epoch.limit");
        Assert.Equal(HttpStatusCode.Accepted, (await server.PostAsync("v1/epochs", known, Json)).StatusCode);
        Assert.Equal(entries, server.Log.Events.Count);
    }

    [Fact]
    public async Task AZoneThatIsNoneAndALogThatFailsAreSaid()
    {
        await using IntakeServer server = await IntakeServer.StartAsync();
        const string Body = """{"platform":"p","at":"2025-03-31"}""";
        await (await server.PostAsync("v1/epochs?zone=Mars", Body, Json)).RefusedAsync(HttpStatusCode.BadRequest, "epoch.zone");
        server.Log.Failures = 1;
        using HttpResponseMessage failing = await server.PostAsync("v1/epochs", Body, Json);
        await failing.RefusedAsync(HttpStatusCode.ServiceUnavailable, "epoch.log");
        Assert.NotNull(failing.Headers.RetryAfter);
        Assert.Empty(server.Log.Events);
    }
}
