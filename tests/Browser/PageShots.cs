using MediaAnalytics.Gateway.Auditing;
using MediaAnalytics.Tests.Browser.Chromium;
using MediaAnalytics.Tests.Browser.Fake;
using Microsoft.Playwright;
using Xunit;

namespace MediaAnalytics.Tests.Browser;

/// <summary>Pictures of every state of the page, for eyes: set MEDIA_ANALYTICS_SHOTS to a folder; and MEDIA_ANALYTICS_SHOTS_OF to the address of a server that runs, for pictures of that.</summary>
public sealed class PageShots
{
    [Fact]
    public async Task Every_state_as_a_picture()
    {
        var folder = Environment.GetEnvironmentVariable("MEDIA_ANALYTICS_SHOTS");
        Assert.SkipUnless(folder is not null, "Set MEDIA_ANALYTICS_SHOTS to the folder that the pictures shall go to.");
        await using var browser = await BrowserSession.StartAsync();
        await using var full = new FakeServer(new SyntheticView(184, TimeProvider.System) { Moves = true });
        await using var empty = new FakeServer(new SyntheticView(0, TimeProvider.System));
        await using var silent = new FakeServer(new SyntheticView(9, TimeProvider.System) { Answers = new TaskCompletionSource().Task });
        await Task.WhenAll(full.StartAsync(), empty.StartAsync(), silent.StartAsync());

        foreach (var scheme in new[] { ColorScheme.Dark, ColorScheme.Light })
        {
            var name = scheme.ToString().ToLowerInvariant();
            foreach (var (width, height) in new[] { (1366, 900), (900, 900), (360, 740) })
                await ShootAsync(await browser.PageAsync(width, height, scheme), full.Url, ".pill[data-state=live]", $"{folder}/data-{name}-{width}.png", settle: 4);
            await ShootAsync(await browser.PageAsync(scheme: scheme), empty.Url, "#empty:not([hidden])", $"{folder}/empty-{name}.png");
            await ShootAsync(await browser.PageAsync(scheme: scheme), silent.Url, ".loading", $"{folder}/loading-{name}.png");
        }

        var readme = await browser.PageAsync(1280, 1060);
        await readme.GotoAsync(full.Url.ToString());
        await readme.WaitForSelectorAsync(".pill[data-state=live]");
        await Task.Delay(TimeSpan.FromSeconds(12), TestContext.Current.CancellationToken);
        await readme.ScreenshotAsync(new() { Path = $"{folder}/page.png" });
        await readme.CloseAsync();

        full.View.Books = full.View.Books with { State = AuditState.Unbalanced, Findings = 3 };
        foreach (var (width, height) in new[] { (1366, 900), (360, 740) })
            await ShootAsync(await browser.PageAsync(width, height), full.Url, "#books[data-state=unbalanced]", $"{folder}/unbalanced-dark-{width}.png");

        full.View.WindowsSince = TimeProvider.System.GetUtcNow().AddHours(-7);
        foreach (var (width, height) in new[] { (1366, 900), (360, 740) })
            await ShootAsync(await browser.PageAsync(width, height), full.Url, "#top [data-windows]:not([hidden])", $"{folder}/windows-dark-{width}.png");

        await using var keyed = new FakeServer(new SyntheticView(40, TimeProvider.System)) { AdminKey = "YmxhY2sgY2F0cyBzbGVlcCBpbiB0aGUgc3Vu" };
        await keyed.StartAsync();
        foreach (var (width, height, scheme) in new[] { (1366, 900, ColorScheme.Dark), (1366, 900, ColorScheme.Light), (360, 740, ColorScheme.Dark) })
        {
            await ShootAsync(await browser.PageAsync(width, height, scheme), keyed.Url, "#key:focus", $"{folder}/sign-in-{scheme.ToString().ToLowerInvariant()}-{width}.png");
            var wrong = await browser.PageAsync(width, height, scheme);
            await wrong.GotoAsync(keyed.Url.ToString());
            await wrong.Locator("#key").FillAsync("ma_wrong");
            await wrong.Keyboard.PressAsync("Enter");
            await ShootAsync(wrong, null, ".wrong", $"{folder}/sign-in-wrong-{scheme.ToString().ToLowerInvariant()}-{width}.png");
        }

        var ended = await browser.PageAsync();
        await ended.GotoAsync(keyed.Url.ToString());
        await ended.Locator("#key").FillAsync(keyed.AdminKey);
        await ended.Keyboard.PressAsync("Enter");
        await ended.WaitForSelectorAsync(".pill[data-state=live]");
        await ended.ScreenshotAsync(new() { Path = $"{folder}/signed-in.png" });
        await ended.Context.ClearCookiesAsync();
        await keyed.StopAsync();
        await keyed.StartAsync();
        await ShootAsync(ended, null, "#sign-in", $"{folder}/session-ended.png");

        var lost = await browser.PageAsync();
        var small = await browser.PageAsync(360, 740, ColorScheme.Light);
        foreach (var page in new[] { lost, small })
        {
            await page.GotoAsync(full.Url.ToString());
            await page.WaitForSelectorAsync(".pill[data-state=live]");
        }

        await full.StopAsync();
        await ShootAsync(lost, null, ".pill[data-state=lost]", $"{folder}/lost-dark.png", settle: 2);
        await ShootAsync(small, null, ".pill[data-state=lost]", $"{folder}/lost-light-360.png", settle: 2);
    }

    [Fact]
    public async Task A_running_server_as_pictures()
    {
        var folder = Environment.GetEnvironmentVariable("MEDIA_ANALYTICS_SHOTS");
        var address = Environment.GetEnvironmentVariable("MEDIA_ANALYTICS_SHOTS_OF");
        Assert.SkipUnless(folder is not null && address is not null, "Set MEDIA_ANALYTICS_SHOTS to a folder and MEDIA_ANALYTICS_SHOTS_OF to a server's address.");
        await using var browser = await BrowserSession.StartAsync();
        foreach (var scheme in new[] { ColorScheme.Dark, ColorScheme.Light })
        {
            foreach (var (width, height) in new[] { (1366, 900), (360, 740) })
                await ShootAsync(await browser.PageAsync(width, height, scheme), new(address), ".pill[data-state=live]", $"{folder}/running-{scheme.ToString().ToLowerInvariant()}-{width}.png", settle: 3);
        }
    }

    private static async Task ShootAsync(IPage page, Uri? url, string until, string path, int settle = 1)
    {
        if (url is not null)
            await page.GotoAsync(url.ToString());
        await page.WaitForSelectorAsync(until);
        // Long enough for the sparkline to have a shape; nothing is asserted here.
        await Task.Delay(TimeSpan.FromSeconds(settle), TestContext.Current.CancellationToken);
        await page.ScreenshotAsync(new() { Path = path, FullPage = true });
        await page.CloseAsync();
    }
}
