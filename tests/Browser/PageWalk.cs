using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using Xunit;

namespace MediaAnalytics.Tests.Browser;

/// <summary>
/// Clicks through the live page as a watcher would. It asks of the server only that it has MVs of at least two genres with counters, so it
/// walks invented figures and a real cluster alike.
/// </summary>
internal sealed class PageWalk(IPage page, Uri url)
{
    private const string Live = ".pill[data-state=live]";

    /// <summary>Opens the page and waits for its first figures.</summary>
    public async Task OpenAsync()
    {
        await page.GotoAsync(url.ToString());
        await page.WaitForSelectorAsync(Live);
        await Assertions.Expect(page.Locator("body")).Not.ToHaveClassAsync("loading");
        await Assertions.Expect(page.Locator("#genre-bars li").Nth(1)).ToBeVisibleAsync();
    }

    /// <summary>Chooses each measure and each meaning of genre; the address keeps the choice.</summary>
    public async Task ChooseMeasuresAsync()
    {
        var first = page.Locator("#genre-bars li").First.Locator(".bar-value");
        foreach (var (label, id) in new[] { ("Click-through", "ctr"), ("Like rate", "likeRate"), ("MVs", "mvs"), ("Gained, last day", "gained") })
        {
            await page.Locator("#genre-metric").GetByLabel(label, new() { Exact = true }).CheckAsync(new() { Force = true });
            Assert.Contains($"metric={id}", page.Url, StringComparison.Ordinal);
        }

        await Assertions.Expect(first).ToHaveAttributeAsync("title", new System.Text.RegularExpressions.Regex("last day"));
        await page.GetByLabel("As declared").CheckAsync(new() { Force = true });
        Assert.Contains("basis=declared", page.Url, StringComparison.Ordinal);
        await page.GetByLabel("Recognised first").CheckAsync(new() { Force = true });
        await page.Locator("#genre-metric").GetByLabel("Views", new() { Exact = true }).CheckAsync(new() { Force = true });
        Assert.DoesNotContain("basis", page.Url, StringComparison.Ordinal);
    }

    /// <summary>Sorts by a name both ways and by a number.</summary>
    public async Task SortTableAsync()
    {
        var head = page.Locator("th[data-column=genre]");
        await head.GetByRole(AriaRole.Button).ClickAsync();
        await Assertions.Expect(head).ToHaveAttributeAsync("aria-sort", "ascending");
        var up = await GenresAsync();
        Assert.Equal(up.Order(StringComparer.OrdinalIgnoreCase), up);
        await head.GetByRole(AriaRole.Button).ClickAsync();
        await Assertions.Expect(head).ToHaveAttributeAsync("aria-sort", "descending");
        var down = await GenresAsync();
        Assert.Equal(down.OrderDescending(StringComparer.OrdinalIgnoreCase), down);
        await page.Locator("th[data-column=views] button").ClickAsync();
        await Assertions.Expect(page.Locator("th[data-column=views]")).ToHaveAttributeAsync("aria-sort", "descending");
    }

    /// <summary>Filters to one genre, exports just those rows, and finds the filter again in a copied link.</summary>
    public async Task FilterAndExportAsync(string downloads)
    {
        var genre = (await GenresAsync())[0];
        await page.Locator("#table-filter").FillAsync(genre);
        await Assertions.Expect(page.Locator("#table-count")).ToContainTextAsync("rows");
        Assert.All(await RowTextsAsync(), text => Assert.Contains(genre, text, StringComparison.OrdinalIgnoreCase));

        var download = await page.RunAndWaitForDownloadAsync(() => page.GetByRole(AriaRole.Button, new() { Name = "Export CSV" }).ClickAsync());
        Assert.Matches(@"^dissemination-\d{4}-\d{2}-\d{2}T\d{6}Z\.csv$", download.SuggestedFilename);
        var path = Path.Combine(downloads, download.SuggestedFilename);
        await download.SaveAsAsync(path);
        var lines = await File.ReadAllLinesAsync(path);
        Assert.StartsWith("genre,story.hasStory,platform,mvs,impressions,clicks,ctr,viewsNet,viewsGross,", lines[0].TrimStart('\ufeff'), StringComparison.Ordinal);
        Assert.NotEmpty(lines[1..]);
        Assert.All(lines[1..], line => Assert.Contains(genre, line, StringComparison.OrdinalIgnoreCase));

        await page.GetByRole(AriaRole.Button, new() { Name = "Copy link" }).ClickAsync();
        await Assertions.Expect(page.Locator("#table-said")).ToHaveTextAsync("Link copied");
        var link = await page.EvaluateAsync<string>("navigator.clipboard.readText()");
        Assert.Contains($"q={Uri.EscapeDataString(genre)}", link, StringComparison.Ordinal);

        await page.Locator("#table-filter").FillAsync("no such row anywhere");
        await Assertions.Expect(page.Locator("#table-count")).ToHaveTextAsync("No row matches the filter");
        await page.Locator("#table-filter").FillAsync("");
        await Assertions.Expect(page.Locator("#table tbody tr").First).ToBeVisibleAsync();
    }

    /// <summary>New readings arrive on the page by themselves.</summary>
    public async Task SeeChangeAsync(Func<Task> change)
    {
        var views = page.Locator("[data-figure=views]");
        var before = await views.GetAttributeAsync("title");
        await change();
        await Assertions.Expect(views).Not.ToHaveAttributeAsync("title", before!);
    }

    /// <summary>The server goes away: the page says so and keeps its figures; it comes back: the page is live again without a reload.</summary>
    public async Task LoseAndRegainAsync(Func<Task> stop, Func<Task> start)
    {
        var mvs = await page.Locator("[data-figure=mvs]").TextContentAsync();
        await stop();
        await page.WaitForSelectorAsync(".pill[data-state=lost]");
        await Assertions.Expect(page.Locator("#strip-message")).ToContainTextAsync("these are the last figures");
        await Assertions.Expect(page.Locator("[data-figure=mvs]")).ToHaveTextAsync(mvs!);
        await start();
        await page.WaitForSelectorAsync(Live);
        await Assertions.Expect(page.Locator("#strip-message")).ToHaveTextAsync("");
    }

    /// <summary>The tile of the books says so.</summary>
    public async Task SeeBooksAsync(string state, string verdict, string detail)
    {
        await page.WaitForSelectorAsync($"#books[data-state={state}]");
        await Assertions.Expect(page.Locator("#books-verdict")).ToHaveTextAsync(verdict);
        await Assertions.Expect(page.Locator("#books-detail")).ToContainTextAsync(detail);
    }

    /// <summary>axe finds nothing serious.</summary>
    public async Task CheckAccessAsync()
    {
        var found = await page.RunAxe();
        Assert.NotEmpty(found.Passes);
        var serious = found.Violations.Where(violation => violation.Impact is "serious" or "critical");
        Assert.Empty(serious.Select(violation =>
            $"{violation.Id}: {violation.Help} ({string.Join("; ", violation.Nodes.Take(3).Select(node => node.Html))})"));
    }

    private async Task<IReadOnlyList<string>> GenresAsync() => await page.Locator("#table tbody th").AllTextContentsAsync();

    private async Task<IReadOnlyList<string>> RowTextsAsync() => await page.Locator("#table tbody tr").AllTextContentsAsync();
}
