using MediaAnalytics.Tests.Browser.Chromium;
using MediaAnalytics.Tests.Browser.Fake;
using Microsoft.Playwright;
using Xunit;

namespace MediaAnalytics.Tests.Browser;

public sealed class PageTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("media-analytics-page-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_watcher_walks_the_page_over_invented_figures()
    {
        await using var browser = await BrowserSession.StartAsync();
        await using var server = new FakeServer(new SyntheticView(184, TimeProvider.System));
        await server.StartAsync();
        var page = await browser.PageAsync();
        List<string> errors = [];
        page.PageError += (_, error) => errors.Add(error);
        page.Console += (_, message) =>
        {
            if (message.Text.Contains("Content Security Policy", StringComparison.OrdinalIgnoreCase))
                errors.Add(message.Text);
        };

        var walk = new PageWalk(page, server.Url);
        await walk.OpenAsync();
        await walk.CheckAccessAsync();
        await walk.ChooseMeasuresAsync();
        await walk.SortTableAsync();
        await walk.FilterAndExportAsync(_folder);
        await walk.SeeChangeAsync(server.ChangeAsync);
        await walk.LoseAndRegainAsync(server.StopAsync, server.StartAsync);
        Assert.Empty(errors);
    }

    [Fact]
    public async Task A_watcher_walks_the_page_of_a_running_server()
    {
        var url = Environment.GetEnvironmentVariable("MEDIA_ANALYTICS_URL");
        Assert.SkipUnless(url is not null, "Set MEDIA_ANALYTICS_URL to the address of a server with MVs and counters.");
        await using var browser = await BrowserSession.StartAsync();
        var walk = new PageWalk(await browser.PageAsync(), new Uri(url));
        await walk.OpenAsync();
        await walk.CheckAccessAsync();
        await walk.ChooseMeasuresAsync();
        await walk.SortTableAsync();
        await walk.FilterAndExportAsync(_folder);
    }

    [Theory]
    [InlineData(ColorScheme.Dark)]
    [InlineData(ColorScheme.Light)]
    public async Task It_fits_a_small_phone_and_both_schemes_pass_axe(ColorScheme scheme)
    {
        await using var browser = await BrowserSession.StartAsync();
        await using var server = new FakeServer(new SyntheticView(40, TimeProvider.System));
        await server.StartAsync();
        var page = await browser.PageAsync(360, 740, scheme);
        var walk = new PageWalk(page, server.Url);
        await walk.OpenAsync();
        Assert.Equal(360, await page.EvaluateAsync<int>("document.documentElement.scrollWidth"));
        await walk.CheckAccessAsync();
    }

    [Fact]
    public async Task An_empty_catalogue_says_what_to_type()
    {
        await using var browser = await BrowserSession.StartAsync();
        await using var server = new FakeServer(new SyntheticView(0, TimeProvider.System));
        await server.StartAsync();
        var page = await browser.PageAsync();
        await page.GotoAsync(server.Url.ToString());
        await Assertions.Expect(page.Locator("#empty")).ToContainTextAsync($"--server {server.Url.GetLeftPart(UriPartial.Authority)}");
        await Assertions.Expect(page.Locator("#figures")).ToBeHiddenAsync();
        await new PageWalk(page, server.Url).CheckAccessAsync();
    }

    [Fact]
    public async Task A_cluster_that_fails_is_said_to_fail_and_figures_return_with_it()
    {
        await using var browser = await BrowserSession.StartAsync();
        await using var server = new FakeServer(new SyntheticView(40, TimeProvider.System));
        await server.StartAsync();
        var page = await browser.PageAsync();
        await new PageWalk(page, server.Url).OpenAsync();
        server.View.Fails = true;
        await Assertions.Expect(page.Locator("#strip-message")).ToContainTextAsync("The cluster does not answer");
        server.View.Fails = false;
        await page.WaitForSelectorAsync(".pill[data-state=live]");
    }
}
