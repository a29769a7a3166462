using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using MediaAnalytics.Tests.Browser.Chromium;
using MediaAnalytics.Tests.Browser.Fake;
using Microsoft.Playwright;
using Xunit;

namespace MediaAnalytics.Tests.Browser;

/// <summary>The way in and out of the page where the server asks for keys.</summary>
public sealed class SignInTests
{
    private const string Admin = "YmxhY2sgY2F0cyBzbGVlcCBpbiB0aGUgc3Vu";

    [Fact]
    public async Task A_watcher_signs_in_watches_and_is_led_back_when_the_session_ends()
    {
        await using var browser = await BrowserSession.StartAsync();
        await using var server = new FakeServer(new SyntheticView(40, TimeProvider.System)) { AdminKey = Admin };
        await server.StartAsync();
        var (key, id) = await CreateAsync(server, "watcher", "read");
        var page = await browser.PageAsync();
        List<string> errors = [];
        page.PageError += (_, error) => errors.Add(error);
        page.Console += (_, message) =>
        {
            if (message.Text.Contains("Content Security Policy", StringComparison.OrdinalIgnoreCase))
                errors.Add(message.Text);
        };

        // The address that was asked for, with what was chosen on the page, is kept through the sign-in.
        await page.GotoAsync($"{server.Url}?metric=ctr");
        await page.WaitForURLAsync("**/sign-in?*");
        var walk = new PageWalk(page, server.Url);
        await Assertions.Expect(page.GetByLabel("API key")).ToBeFocusedAsync();
        await walk.CheckAccessAsync();
        await page.Keyboard.TypeAsync("ma_wrong");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("no key of this server");
        await Assertions.Expect(page.GetByLabel("API key")).ToBeFocusedAsync();
        await walk.CheckAccessAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Show" }).ClickAsync();
        await Assertions.Expect(page.GetByLabel("API key")).ToHaveAttributeAsync("type", "text");
        await page.GetByLabel("API key").FillAsync(key);
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForURLAsync("**/?metric=ctr");
        await page.WaitForSelectorAsync(".pill[data-state=live]");
        var cookie = Assert.Single(await page.Context.CookiesAsync());
        Assert.True(cookie is { HttpOnly: true, SameSite: SameSiteAttribute.Strict });
        Assert.DoesNotContain(key[^43..], cookie.Value, StringComparison.Ordinal);

        // Signed in, the door leads on at once.
        await page.GotoAsync($"{server.Url}sign-in");
        await page.WaitForSelectorAsync(".pill[data-state=live]");
        await walk.CheckAccessAsync();

        await server.Book.RevokeAsync(id);
        await Assertions.Expect(page.Locator("#connection-text")).ToHaveTextAsync("Signed out");
        await Assertions.Expect(page.Locator("#strip-message")).ToContainTextAsync("Your session has ended; these are the last figures.");
        await walk.CheckAccessAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Sign in again" }).ClickAsync();
        await page.GetByLabel("API key").FillAsync(Admin);
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
        await page.WaitForSelectorAsync(".pill[data-state=live]");
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign out" }).ClickAsync();
        await page.WaitForURLAsync("**/sign-in");
        Assert.Empty(await page.Context.CookiesAsync());
        Assert.Empty(errors);
    }

    [Fact]
    public async Task A_key_that_lacks_the_scope_is_told_so()
    {
        await using var browser = await BrowserSession.StartAsync();
        await using var server = new FakeServer(new SyntheticView(40, TimeProvider.System)) { AdminKey = Admin };
        await server.StartAsync();
        var (key, _) = await CreateAsync(server, "loader", "ingest");
        var page = await browser.PageAsync(360, 740, ColorScheme.Light);
        await page.GotoAsync(server.Url.ToString());
        await page.GetByLabel("API key").FillAsync(key);
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("lacks the scope read");
        Assert.Equal(360, await page.EvaluateAsync<int>("document.documentElement.scrollWidth"));
        await new PageWalk(page, server.Url).CheckAccessAsync();
    }

    [Theory]
    [InlineData("https://other.example/")]
    [InlineData("//other.example/")]
    [InlineData("javascript:alert(1)")]
    [InlineData("\\\\other.example/")]
    public async Task The_door_leads_nowhere_else(string to)
    {
        await using var browser = await BrowserSession.StartAsync();
        await using var server = new FakeServer(new SyntheticView(40, TimeProvider.System)) { AdminKey = Admin };
        await server.StartAsync();
        var page = await browser.PageAsync();
        await page.GotoAsync($"{server.Url}sign-in?to={Uri.EscapeDataString(to)}");
        await page.GetByLabel("API key").FillAsync(Admin);
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page).ToHaveURLAsync(server.Url.ToString());
    }

    private static async Task<(string Key, string Id)> CreateAsync(FakeServer server, string name, string scope)
    {
        using var admin = new HttpClient { BaseAddress = server.Url };
        admin.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Admin);
        using var response = await admin.PostAsJsonAsync("v1/keys", new { name, scopes = new[] { scope } }, TestContext.Current.CancellationToken);
        response.EnsureSuccessStatusCode();
        var created = (await response.Content.ReadFromJsonAsync<JsonNode>(TestContext.Current.CancellationToken))!;
        return ((string)created["key"]!, (string)created["record"]!["id"]!);
    }
}
