using System.Net;
using System.Text.Json;
using MediaAnalytics.Contracts.Catalogue;
using MediaAnalytics.Storage;
using MediaAnalytics.Tests.Unit.Intake;
using Xunit;

namespace MediaAnalytics.Tests.Unit.Edits;

public sealed class EditEndpointsTests
{
    private const string Json = "application/json";

    private readonly FakeMv _mv = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("""{"track":"two"}""", "two")]
    [InlineData("""{"track":"  Cafe\u0301 "}""", "Café")]
    [InlineData("""{"track":null}""", null)]
    [InlineData("{}", null)]
    public async Task AMoveAnswersTheNewRecord(string body, string? track)
    {
        await using IntakeServer server = await StartAsync("AC/DC live");
        using HttpResponseMessage moved = await server.PostAsync("v1/mvs/AC%2FDC%20live/track", body, Json);
        Assert.Equal(HttpStatusCode.OK, moved.StatusCode);
        JsonElement record = await moved.JsonAsync();
        Assert.Equal(("AC/DC live", track, 2), (record.GetProperty("id").GetString(), record.GetProperty("track").GetString(), record.GetProperty("version").GetInt32()));
        Assert.Equal(JsonValueKind.Null, record.GetProperty("withdrawnAt").ValueKind);
    }

    [Theory]
    [InlineData("m", """{"track":" "}""", 400, "id.invalid")]
    [InlineData("m", """{"track":"a\u0007b"}""", 400, "id.invalid")]
    [InlineData("m", """{"track":"\ud800"}""", 400, "body.json")]
    [InlineData("m", """{"trak":"two"}""", 400, "body.json")]
    [InlineData("m", """{"track":"two","track":"three"}""", 400, "body.json")]
    [InlineData("m", """{"track":2}""", 400, "body.json")]
    [InlineData("m", "null", 400, "body.json")]
    [InlineData("m", "", 400, "body.json")]
    [InlineData("gone", """{"track":"two"}""", 404, "mv.unknown")]
    [InlineData("a%07b", """{"track":"two"}""", 400, "id.invalid")]
    public async Task AMoveThatCantBeIsRefused(string id, string body, int status, string code)
    {
        await using IntakeServer server = await StartAsync("m");
        await (await server.PostAsync($"v1/mvs/{id}/track", body, Json)).RefusedAsync((HttpStatusCode)status, code);
        Assert.Equal("one", _mv.Record!.Entry.Track);
    }

    [Fact]
    public async Task ABodyOfAnotherKindOrSizeIsRefused()
    {
        await using IntakeServer server = await StartAsync("m");
        await (await server.PostAsync("v1/mvs/m/track", "{}", "text/plain")).RefusedAsync(HttpStatusCode.UnsupportedMediaType, "body.type");
        await (await server.PostAsync("v1/mvs/m/track", "{}", Json, "br")).RefusedAsync(HttpStatusCode.UnsupportedMediaType, "body.encoding");
        await (await server.PostAsync("v1/mvs/m/track", "{" + new string(' ', 1 << 16) + "}", Json)).RefusedAsync(HttpStatusCode.RequestEntityTooLarge, "body.tooLong");
        string longest = new('t', CatalogueLimits.IdLength);
        await (await server.PostAsync("v1/mvs/m/track", $$"""{"track":"{{longest}}t"}""", Json)).RefusedAsync(HttpStatusCode.BadRequest, "id.invalid");
        Assert.Equal("one", _mv.Record!.Entry.Track);
        using HttpResponseMessage moved = await server.PostAsync("v1/mvs/m/track", $$"""{"track":"{{longest}}"}""", Json);
        Assert.Equal(longest, _mv.Record!.Entry.Track);
    }

    [Fact]
    public async Task AWithdrawnMvIsShownAndNotMoved()
    {
        await using IntakeServer server = await StartAsync("m");
        foreach (int time in new[] { 1, 2 })
        {
            using HttpResponseMessage withdrawn = await server.Client.DeleteAsync(new Uri("v1/mvs/m", UriKind.Relative), Stop);
            Assert.Equal(HttpStatusCode.OK, withdrawn.StatusCode);
            JsonElement record = await withdrawn.JsonAsync();
            Assert.Equal((DateTimeOffset.UnixEpoch, 2), (record.GetProperty("withdrawnAt").GetDateTimeOffset(), record.GetProperty("version").GetInt32()));
        }

        await (await server.PostAsync("v1/mvs/m/track", """{"track":"two"}""", Json)).RefusedAsync(HttpStatusCode.Conflict, "mv.withdrawn");
        await (await server.Client.DeleteAsync(new Uri("v1/mvs/gone", UriKind.Relative), Stop)).RefusedAsync(HttpStatusCode.NotFound, "mv.unknown");
    }

    [Fact]
    public async Task PagesOfAnotherOriginMayNotEdit()
    {
        await using IntakeServer server = await StartAsync("m");
        server.Client.DefaultRequestHeaders.Add("Origin", "http://elsewhere.example");
        await (await server.Client.DeleteAsync(new Uri("v1/mvs/m", UriKind.Relative), Stop)).RefusedAsync(HttpStatusCode.Forbidden, "origin.foreign");
        await (await server.PostAsync("v1/mvs/m/track", "{}", Json)).RefusedAsync(HttpStatusCode.Forbidden, "origin.foreign");
        await (await server.PostAsync("v1/epochs", "{}", Json)).RefusedAsync(HttpStatusCode.Forbidden, "origin.foreign");
        Assert.Equal("one", _mv.Record!.Entry.Track);
    }

    [Fact]
    public async Task AStoreThatFailsSaysWhenToComeBack()
    {
        await using IntakeServer server = await StartAsync("m");
        server.Grains.With<IMvGrain>(_ => new FakeMv(() => throw new OrleansException("writing", new StorageUnavailableException("disk full"))));
        using HttpResponseMessage failed = await server.Client.DeleteAsync(new Uri("v1/mvs/other", UriKind.Relative), Stop);
        await failed.RefusedAsync(HttpStatusCode.ServiceUnavailable, "store.unavailable");
        Assert.NotNull(failed.Headers.RetryAfter);
    }

    /// <summary>A server whose catalogue holds one MV, of track one.</summary>
    private async Task<IntakeServer> StartAsync(string mv)
    {
        IntakeServer server = await IntakeServer.StartAsync();
        await _mv.UpsertAsync(new() { Id = mv, Title = "t", Track = "one" });
        server.Grains.With<IMvGrain>(key => (string)key == mv ? _mv : new FakeMv());
        return server;
    }
}
