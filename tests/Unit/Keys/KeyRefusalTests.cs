using System.Net;
using System.Text.Json.Nodes;
using MediaAnalytics.Gateway.Keys.Authentication;
using MediaAnalytics.Gateway.Keys.Management;
using MediaAnalytics.Gateway.Keys.Ring;
using Xunit;

namespace MediaAnalytics.Tests.Unit.Keys;

/// <summary>What callers hear who are turned away, and how long a key that has ended still opens.</summary>
public sealed class KeyRefusalTests
{
    private static readonly Uri Figures = new("v1/epochs", UriKind.Relative);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task WhoeverIsTurnedAwayHearsWhatToDo()
    {
        await using KeyedServer server = await KeyedServer.StartAsync();
        await SeeAsync(server, null, HttpStatusCode.Unauthorized, "keys.missing", "Bearer realm=\"MediaAnalytics\"");
        await SeeAsync(server, "nonsense", HttpStatusCode.Unauthorized, "keys.unknown", "invalid_token");
        CreatedKeyJson ingest = await server.CreateAsync("loader", null, "ingest");
        string detail = await SeeAsync(server, ingest.Key, HttpStatusCode.Forbidden, "keys.scope", "insufficient_scope");
        Assert.Contains("'loader' lacks the scope read", detail, StringComparison.Ordinal);
        await server.RevokeAsync(ingest.Record.Id);
        await SeeAsync(server, ingest.Key, HttpStatusCode.Unauthorized, "keys.revoked", "invalid_token");
        CreatedKeyJson brief = await server.CreateAsync("brief", 2, "read");
        server.Time.Advance(TimeSpan.FromDays(2));
        await server.RefreshAsync();
        await SeeAsync(server, brief.Key, HttpStatusCode.Unauthorized, "keys.expired", "invalid_token");
    }

    [Fact]
    public async Task TheCopyServesWhileTheBookIsAwayButNotForLong()
    {
        await using KeyedServer server = await KeyedServer.StartAsync();
        string key = (await server.CreateAsync("reader", null, "read")).Key;
        server.Book.Away = true;
        server.Time.Advance(KeyRing.MaxAge);
        await server.RefreshAsync();
        Assert.True(server.Ring.IsCurrent);
        Assert.NotNull(server.Ring.Verify(key).Holder);
        server.Time.Advance(TimeSpan.FromTicks(1));
        await SeeAsync(server, key, HttpStatusCode.ServiceUnavailable, "keys.unavailable", null);
        using HttpClient admin = server.Client(KeyedServer.Admin);
        Assert.Equal(HttpStatusCode.NotFound, (await admin.GetAsync(new Uri("v1/none", UriKind.Relative), Cancellation)).StatusCode);
        server.Book.Away = false;
        await server.RefreshAsync();
        Assert.NotNull(server.Ring.Verify(key).Holder);
    }

    [Fact]
    public async Task AKeyThatIsRevokedElsewhereEndsByItselfWithinFiveSeconds()
    {
        Assert.True(KeyRingRefresh.Every + KeyRingRefresh.Patience < TimeSpan.FromSeconds(5));
        await using KeyedServer server = await KeyedServer.StartAsync();
        CreatedKeyJson key = await server.CreateAsync("reader", null, "read");
        Assert.NotNull(server.Ring.Verify(key.Key).Holder);
        await server.Book.RevokeAsync(key.Record.Id);
        // The process's own timer brings it; nothing here asks.
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        limit.CancelAfter(TimeSpan.FromMinutes(1));
        while (server.Ring.Verify(key.Key).Refusal != KeyRefusal.Revoked)
            await Task.Delay(50, limit.Token);
    }

    [Fact]
    public async Task GuessesFromOneAddressMustWaitWhileMadeKeysWork()
    {
        await using KeyedServer server = await KeyedServer.StartAsync();
        string made = (await server.CreateAsync("reader", null, "read")).Key;
        for (int i = 0; i < FailedAttempts.Most; i++)
            await SeeAsync(server, $"guess {i}", HttpStatusCode.Unauthorized, "keys.unknown", "invalid_token");
        await SeeAsync(server, "guess", HttpStatusCode.TooManyRequests, "keys.tooMany", null);
        await SeeAsync(server, KeyedServer.Admin, HttpStatusCode.TooManyRequests, "keys.tooMany", null);
        using HttpClient reader = server.Client(made);
        Assert.Equal(HttpStatusCode.NotFound, (await reader.GetAsync(new Uri("v1/none", UriKind.Relative), Cancellation)).StatusCode);
        server.Time.Advance(FailedAttempts.Window);
        await SeeAsync(server, "guess", HttpStatusCode.Unauthorized, "keys.unknown", "invalid_token");
    }

    [Fact]
    public async Task AStreamEndsWithItsKey()
    {
        await using KeyedServer server = await KeyedServer.StartAsync();
        CreatedKeyJson key = await server.CreateAsync("watcher", null, "read");
        using HttpClient watcher = server.Client(key.Key);
        using HttpResponseMessage live = await watcher.GetAsync(new Uri("v1/live", UriKind.Relative), HttpCompletionOption.ResponseHeadersRead, Cancellation);
        live.EnsureSuccessStatusCode();
        Task<string> whole = live.Content.ReadAsStringAsync(Cancellation);
        await server.RevokeAsync(key.Record.Id);
        Assert.StartsWith("retry:", await whole.WaitAsync(TimeSpan.FromMinutes(1), Cancellation), StringComparison.Ordinal);
    }

    [Fact]
    public async Task AServerThatAsksForNoKeysIsOpenAndMakesNone()
    {
        await using KeyedServer server = await KeyedServer.StartAsync(("Keys:Required", "false"));
        using HttpClient anyone = server.Client("whatever");
        Assert.Equal(HttpStatusCode.NotFound, (await anyone.GetAsync(new Uri("v1/none", UriKind.Relative), Cancellation)).StatusCode);
        using HttpResponseMessage refused = await anyone.GetAsync(new Uri("v1/keys", UriKind.Relative), Cancellation);
        Assert.Equal((HttpStatusCode.Conflict, "keys.notRequired"), (refused.StatusCode, await CodeAsync(refused)));
        Assert.Equal(HttpStatusCode.OK, (await anyone.GetAsync(new Uri("/", UriKind.Relative), Cancellation)).StatusCode);
        Assert.Equal(1, server.Book.Asked);
    }

    private static async Task<string> SeeAsync(KeyedServer server, string? key, HttpStatusCode status, string code, string? authenticate)
    {
        using HttpClient client = server.Client(key);
        using HttpResponseMessage response = await client.GetAsync(Figures, Cancellation);
        string body = await response.Content.ReadAsStringAsync(Cancellation);
        JsonNode problem = JsonNode.Parse(body)!;
        Assert.Equal((status, code), (response.StatusCode, (string?)problem["code"]));
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        if (key?.Length > 10)
            Assert.DoesNotContain(key, body, StringComparison.Ordinal);
        if (authenticate is not null)
            Assert.Contains(authenticate, response.Headers.WwwAuthenticate.ToString(), StringComparison.Ordinal);
        else
            Assert.NotNull(response.Headers.RetryAfter);
        return (string)problem["detail"]!;
    }

    private static async Task<string?> CodeAsync(HttpResponseMessage response) =>
        (string?)JsonNode.Parse(await response.Content.ReadAsStringAsync(Cancellation))!["code"];
}
