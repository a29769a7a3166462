using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using MediaAnalytics.Gateway.Keys.Management;
using MediaAnalytics.Gateway.Keys.Ring;
using MediaAnalytics.Gateway.Keys.Sessions;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace MediaAnalytics.Tests.Unit.Keys;

/// <summary>The page's way in.</summary>
public sealed class SessionTests
{
    private static readonly Uri Session = new("v1/session", UriKind.Relative), Page = new("/", UriKind.Relative);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task AKeyOpensASessionThatEndsWithIt()
    {
        await using KeyedServer server = await KeyedServer.StartAsync();
        CreatedKeyJson key = await server.CreateAsync("watcher", null, "read");
        string cookie = await SignInAsync(server, key.Key);
        Assert.DoesNotContain(key.Key[^20..], cookie, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(server, Page, cookie));
        JsonNode who = await WhoAsync(server, cookie);
        Assert.Equal(("watcher", "read", true), ((string?)who["name"], (string?)who["scopes"]![0], (bool)who["signedIn"]!));
        await server.RevokeAsync(key.Record.Id);
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(server, Page, cookie));
        Assert.False((bool)(await WhoAsync(server, cookie))["signedIn"]!);
    }

    [Fact]
    public async Task TheCookieIsOutOfReachOfScriptsAndOtherSites()
    {
        await using KeyedServer server = await KeyedServer.StartAsync();
        string plain = await SetCookieAsync(server, null);
        Assert.StartsWith("ma_session=", plain, StringComparison.Ordinal);
        foreach (string attribute in new[] { "httponly", "samesite=strict", "path=/", "expires=" })
            Assert.Contains(attribute, plain, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("secure", plain, StringComparison.OrdinalIgnoreCase);
        // Behind a proxy that ends the TLS, the browser's Origin says that the page came by TLS.
        Assert.Contains("; secure", await SetCookieAsync(server, "https://" + server.Address.Authority), StringComparison.OrdinalIgnoreCase);

        using HttpClient client = server.Client();
        using HttpResponseMessage gone = await client.DeleteAsync(Session, Cancellation);
        Assert.Contains("expires=Thu, 01 Jan 1970", gone.Headers.GetValues("Set-Cookie").Single(), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task ASessionEndsAfterItsTimeAndCannotBeForged()
    {
        await using KeyedServer server = await KeyedServer.StartAsync();
        string cookie = await SignInAsync(server, KeyedServer.Admin);
        string[] parts = cookie.Split('=', 2)[1].Split('.');
        string later = $"ma_session={parts[0]}.{long.Parse(parts[1], System.Globalization.CultureInfo.InvariantCulture) + 1}.{parts[2]}";
        CreatedKeyJson other = await server.CreateAsync("other", null, "admin");
        foreach (string forged in new[] { later, $"ma_session={other.Record.Id}.{parts[1]}.{parts[2]}", "ma_session=", "ma_session=a.1.%", $"ma_session={parts[0]}.-1.{parts[2]}", cookie[..^2] })
            Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(server, Page, forged));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(server, Page, cookie));
        server.Time.Advance(SessionTokens.Life);
        await server.RefreshAsync();
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(server, Page, cookie));
    }

    [Fact]
    public async Task AnotherGatewayOfTheClusterKnowsTheSessionAndOneWithAnotherAdminKeyDoesNot()
    {
        await using KeyedServer here = await KeyedServer.StartAsync(), there = await KeyedServer.StartAsync();
        await using KeyedServer elsewhere = await KeyedServer.StartAsync(("Keys:Admin", "another-bootstrap-0123456789-abcdef"));
        string token = here.Services.GetRequiredService<SessionTokens>().Issue(KeyHolder.Bootstrap).Token;
        Assert.NotNull(there.Services.GetRequiredService<SessionTokens>().Read(token).Holder);
        Assert.Equal(KeyRefusal.SessionEnded, elsewhere.Services.GetRequiredService<SessionTokens>().Read(token).Refusal);
    }

    [Theory]
    [InlineData("/", "./sign-in?to=.%2F&scope=read")]
    [InlineData("/?metric=ctr&q=a%20b", "./sign-in?to=.%2F%3Fmetric%3Dctr%26q%3Da%2520b&scope=read")]
    [InlineData("/v1/keys", "../sign-in?to=.%2Fv1%2Fkeys&scope=admin")]
    [InlineData("/v1/imports/x", "../../sign-in?to=.%2Fv1%2Fimports%2Fx&scope=read,ingest")]
    [InlineData("/openapi/v1.json", "../sign-in?to=.%2Fopenapi%2Fv1.json&scope=")]
    public async Task APersonIsLedToTheDoorAndBack(string path, string address)
    {
        await using KeyedServer server = await KeyedServer.StartAsync();
        using HttpClient browser = server.Client();
        browser.DefaultRequestHeaders.Accept.ParseAdd("text/html,application/xhtml+xml,*/*;q=0.8");
        using HttpResponseMessage led = await browser.GetAsync(new Uri(path, UriKind.Relative), Cancellation);
        Assert.Equal((HttpStatusCode.Found, address), (led.StatusCode, led.Headers.Location?.OriginalString));
        using HttpResponseMessage door = await browser.GetAsync(new Uri("/sign-in", UriKind.Relative), Cancellation);
        Assert.Equal("text/html", door.Content.Headers.ContentType?.MediaType);
        Assert.Contains("form-action 'none'", door.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task AWrongKeyOpensNothingAndAnotherSitesPageMayNotTry()
    {
        await using KeyedServer server = await KeyedServer.StartAsync();
        using HttpClient client = server.Client();
        using HttpResponseMessage wrong = await client.PostAsJsonAsync(Session, new { key = "wrong" }, Cancellation);
        Assert.Equal(HttpStatusCode.Unauthorized, wrong.StatusCode);
        Assert.False(wrong.Headers.Contains("Set-Cookie"));
        client.DefaultRequestHeaders.Add("Origin", "https://other.example");
        client.DefaultRequestHeaders.Add("Sec-Fetch-Site", "cross-site");
        using HttpResponseMessage foreign = await client.PostAsJsonAsync(Session, new { key = KeyedServer.Admin }, Cancellation);
        Assert.Equal(HttpStatusCode.Forbidden, foreign.StatusCode);
    }

    [Fact]
    public async Task ABodyThatGoesOnWithoutEndAndYieldsNothingIsCutOff()
    {
        await using KeyedServer server = await KeyedServer.StartAsync();
        using HttpClient client = server.Client();
        using var request = new HttpRequestMessage(HttpMethod.Post, Session) { Content = new StreamContent(new EmptyGzip(1 << 20)) };
        request.Content.Headers.ContentType = new("application/json");
        request.Content.Headers.ContentEncoding.Add("gzip");
        request.Headers.TransferEncodingChunked = true;
        using HttpResponseMessage refused = await client.SendAsync(request, Cancellation);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, refused.StatusCode);
    }

    private static async Task<string> SetCookieAsync(KeyedServer server, string? origin)
    {
        using HttpClient client = server.Client();
        if (origin is not null)
        {
            client.DefaultRequestHeaders.Add("Origin", origin);
            client.DefaultRequestHeaders.Add("Sec-Fetch-Site", "same-origin");
        }

        using HttpResponseMessage response = await client.PostAsJsonAsync(Session, new { key = $" {KeyedServer.Admin}\n" }, Cancellation);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return response.Headers.GetValues("Set-Cookie").Single();
    }

    private static async Task<string> SignInAsync(KeyedServer server, string key)
    {
        using HttpClient client = server.Client();
        using HttpResponseMessage response = await client.PostAsJsonAsync(Session, new { key }, Cancellation);
        response.EnsureSuccessStatusCode();
        return response.Headers.GetValues("Set-Cookie").Single().Split(';')[0];
    }

    private static async Task<HttpStatusCode> StatusAsync(KeyedServer server, Uri address, string cookie)
    {
        using HttpClient client = server.Client();
        client.DefaultRequestHeaders.Add("Cookie", cookie);
        using HttpResponseMessage response = await client.GetAsync(address, Cancellation);
        return response.StatusCode;
    }

    private static async Task<JsonNode> WhoAsync(KeyedServer server, string cookie)
    {
        using HttpClient client = server.Client();
        client.DefaultRequestHeaders.Add("Cookie", cookie);
        return (await client.GetFromJsonAsync<JsonNode>(Session, Cancellation))!;
    }
}
