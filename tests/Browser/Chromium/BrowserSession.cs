using Microsoft.Playwright;
using Xunit;

namespace MediaAnalytics.Tests.Browser.Chromium;

/// <summary>The system's Chromium, headless, driven by Playwright. Skips the test where there is none.</summary>
internal sealed class BrowserSession : IAsyncDisposable
{
    private const float PatienceMilliseconds = 120_000;

    private static readonly string[] Arguments =
    [
        "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update",
        "--disable-sync",
    ];

    private readonly IPlaywright _playwright;
    private readonly IBrowser _browser;

    private BrowserSession(IPlaywright playwright, IBrowser browser) => (_playwright, _browser) = (playwright, browser);

    public static async Task<BrowserSession> StartAsync()
    {
        var path = Environment.GetEnvironmentVariable("CHROMIUM_PATH") ?? "/usr/bin/chromium";
        Assert.SkipUnless(File.Exists(path), $"No Chromium at {path}: install chromium, or name one in CHROMIUM_PATH.");
        var playwright = await Playwright.CreateAsync();
        var browser = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = path, Args = Arguments, Headless = true });
        return new(playwright, browser);
    }

    /// <summary>A fresh page of its own context.</summary>
    public async Task<IPage> PageAsync(int width = 1366, int height = 900, ColorScheme scheme = ColorScheme.Dark)
    {
        var context = await _browser.NewContextAsync(new()
        {
            ViewportSize = new() { Width = width, Height = height },
            ColorScheme = scheme,
            AcceptDownloads = true,
            Permissions = ["clipboard-read", "clipboard-write"],
        });
        // Generous: a busy build machine is no fault of the page.
        context.SetDefaultTimeout(PatienceMilliseconds);
        Assertions.SetDefaultExpectTimeout(PatienceMilliseconds);
        return await context.NewPageAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _browser.DisposeAsync();
        _playwright.Dispose();
    }
}
