using System.Net;
using System.Text;
using MediaAnalytics.Gateway.Auditing;
using MediaAnalytics.Tests.Browser.Chromium;
using MediaAnalytics.Tests.Browser.Fake;
using MediaAnalytics.Tests.Processes;
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
        CancellationToken cancellation = TestContext.Current.CancellationToken;
        await using var browser = await BrowserSession.StartAsync();
        await using var server = new ServerProcess(Path.Combine(_folder, "data"));
        await server.StartAsync(cancellation);
        var simulation = Path.Combine(_folder, "simulation");
        await GatewayAsync("simulate", "--out", simulation, "--mvs", "30", "--days", "5", "--seed", "5");
        await GatewayAsync("import", Path.Combine(simulation, "catalogue.csv"), "--server", server.Url.ToString());
        await GatewayAsync("observe", Path.Combine(simulation, "observations.jsonl"), "--server", server.Url.ToString());
        await GatewayAsync("verify", simulation, "--server", server.Url.ToString());

        var walk = new PageWalk(await browser.PageAsync(), server.Url);
        await walk.OpenAsync();
        await walk.CheckAccessAsync();
        await walk.ChooseMeasuresAsync();
        await walk.SortTableAsync();
        await walk.FilterAndExportAsync(_folder);
        await walk.SeeChangeAsync(() => ObserveAsync(server, cancellation));
    }

    private static async Task ObserveAsync(ServerProcess server, CancellationToken cancellation)
    {
        string line = $$"""{"mv":"mv-0000001","platform":"youtube","source":"0-by-hand","observedAt":"{{TimeProvider.System.GetUtcNow():O}}","views":9000000000}""";
        using var body = new StringContent(line, Encoding.UTF8, "application/x-ndjson");
        using HttpResponseMessage response = await server.Client.PostAsync(new Uri("v1/observations", UriKind.Relative), body, cancellation);
        Assert.Equal(HttpStatusCode.Accepted, response.StatusCode);
    }

    private static async Task GatewayAsync(params string[] arguments)
    {
        await using var client = new ChildProcess(Programs.Gateway, arguments);
        int code = await client.ExitAsync(TestContext.Current.CancellationToken);
        Assert.True(code == 0, $"gateway {string.Join(' ', arguments)} ended with {code}:\n{client.Output}");
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
    public async Task Books_that_do_not_balance_are_loud_and_balanced_ones_quiet()
    {
        await using var browser = await BrowserSession.StartAsync();
        await using var server = new FakeServer(new SyntheticView(40, TimeProvider.System));
        await server.StartAsync();
        var page = await browser.PageAsync();
        var walk = new PageWalk(page, server.Url);
        await walk.OpenAsync();
        await walk.SeeBooksAsync("balanced", "Balanced", "1.23M readings checked again 12 min ago");
        server.View.Books = server.View.Books with { State = AuditState.Unbalanced, Findings = 3 };
        await walk.SeeBooksAsync("unbalanced", "Do not balance", "3 findings");
        Assert.StartsWith("Books do not balance", await page.TitleAsync(), StringComparison.Ordinal);
        await walk.CheckAccessAsync();
        server.View.Books = new(AuditState.Unchecked, true, null, 0, 0);
        await walk.SeeBooksAsync("unchecked", "Checking", "The first check runs");
    }

    [Fact]
    public async Task A_clusters_silos_its_notices_and_what_waits_for_them_are_told()
    {
        await using var browser = await BrowserSession.StartAsync();
        await using var server = new FakeServer(new SyntheticView(40, TimeProvider.System));
        await server.StartAsync();
        var page = await browser.PageAsync();
        var walk = new PageWalk(page, server.Url);
        await walk.OpenAsync();
        await Assertions.Expect(page.Locator("#cluster")).ToBeHiddenAsync();
        await Assertions.Expect(page.Locator("#notices")).ToBeHiddenAsync();
        await Assertions.Expect(page.Locator("#stages-legend li", new() { HasText = "no accelerator" }).Locator("b")).ToHaveTextAsync("3");
        await server.StopAsync();
        server.View.Silos = SyntheticSilos.WithNotice;
        await server.StartAsync();
        await Assertions.Expect(page.Locator("#cluster")).ToHaveTextAsync("Cluster: 2 core, 3 decode, 1 infer (cpu)");
        await Assertions.Expect(page.Locator("#notices p")).ToHaveTextAsync(SyntheticSilos.Notice);
        await walk.CheckAccessAsync();
    }

    [Fact]
    public async Task Windows_that_reach_back_less_than_a_day_say_since_when()
    {
        await using var browser = await BrowserSession.StartAsync();
        await using var server = new FakeServer(new SyntheticView(40, TimeProvider.System));
        await server.StartAsync();
        var page = await browser.PageAsync();
        var walk = new PageWalk(page, server.Url);
        await walk.OpenAsync();
        ILocator notes = page.Locator("[data-windows]");
        Assert.Equal(2, await notes.CountAsync());
        await Assertions.Expect(page.Locator("#top [data-windows]")).ToBeHiddenAsync();
        DateTimeOffset since = TimeProvider.System.GetUtcNow().AddHours(-7);
        server.View.WindowsSince = since;
        await server.ChangeAsync();
        string clock = await page.EvaluateAsync<string>("at => new Date(at).toTimeString().slice(0, 8)", since.ToString("O"));
        await Assertions.Expect(page.Locator("#top [data-windows]")).ToContainTextAsync($"Only what was gained since {clock}");
        await Assertions.Expect(page.Locator(".span-gain [data-windows]")).ToBeVisibleAsync();
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
