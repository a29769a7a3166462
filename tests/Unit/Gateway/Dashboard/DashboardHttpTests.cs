using System.Net;
using System.Text.Json;
using MediaAnalytics.Gateway.Dashboard;
using MediaAnalytics.Gateway.Dashboard.Feed;
using MediaAnalytics.Gateway.Keys;
using MediaAnalytics.Tests.Unit.Intake;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Xunit;

namespace MediaAnalytics.Tests.Unit.Gateway.Dashboard;

public sealed class DashboardHttpTests : IAsyncLifetime
{
    private readonly WebApplication _app;
    private readonly HttpClient _http = new();

    public DashboardHttpTests()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddSingleton<ISnapshotSource>(new ScriptedSource { Version = 7 });
        builder.Services.AddDashboard(new() { MaxViewers = 1 });
        builder.Services.AddSingleton(FakeGrains.Create(out _));
        builder.Services.AddGatewayKeys(builder.Configuration);
        _app = builder.Build();
        _app.UseGatewayKeys();
        _app.MapDashboard();
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await _app.StartAsync(Cancellation);
        _http.BaseAddress = new Uri(_app.Urls.Single());
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _app.DisposeAsync();
    }

    [Fact]
    public async Task The_page_may_load_nothing_from_elsewhere_and_is_not_sent_twice()
    {
        using var page = await _http.GetAsync("/", Cancellation);
        Assert.Equal("text/html; charset=utf-8", page.Content.Headers.ContentType?.ToString());
        Assert.Contains("default-src 'none'; script-src 'self'", page.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        Assert.Equal("no-cache", page.Headers.CacheControl?.ToString());

        using var again = new HttpRequestMessage(HttpMethod.Get, "/");
        again.Headers.IfNoneMatch.Add(page.Headers.ETag!);
        using var unchanged = await _http.SendAsync(again, Cancellation);
        Assert.Equal(HttpStatusCode.NotModified, unchanged.StatusCode);
    }

    [Theory]
    [InlineData("/assets/app.js", HttpStatusCode.OK)]
    [InlineData("/assets/style.css", HttpStatusCode.OK)]
    [InlineData("/assets/favicon.svg", HttpStatusCode.OK)]
    [InlineData("/assets/none.js", HttpStatusCode.NotFound)]
    [InlineData("/assets/..%2Findex.html", HttpStatusCode.NotFound)]
    public async Task Files_of_the_page_are_served_and_no_others(string path, HttpStatusCode status)
    {
        using var file = await _http.GetAsync(path, Cancellation);
        Assert.Equal(status, file.StatusCode);
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("identity")]
    public async Task The_feed_streams_and_one_viewer_too_many_is_asked_to_come_back(string encoding)
    {
        using var handler = new SocketsHttpHandler { AutomaticDecompression = DecompressionMethods.All };
        using var http = new HttpClient(handler) { BaseAddress = _http.BaseAddress };
        using var request = new HttpRequestMessage(HttpMethod.Get, "/v1/live");
        request.Headers.AcceptEncoding.ParseAdd(encoding);
        using var stream = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Cancellation);
        Assert.Equal("text/event-stream", stream.Content.Headers.ContentType?.ToString());
        using var lines = new StreamReader(await stream.Content.ReadAsStreamAsync(Cancellation));
        Assert.Equal("retry: 2000", await lines.ReadLineAsync(Cancellation));
        Assert.Equal("", await lines.ReadLineAsync(Cancellation));
        Assert.Equal("event: snapshot", await lines.ReadLineAsync(Cancellation));
        using var snapshot = JsonDocument.Parse((await lines.ReadLineAsync(Cancellation))!["data: ".Length..]);
        Assert.Equal(7, snapshot.RootElement.GetProperty("total").GetProperty("mvs").GetInt64());

        using var refused = await _http.GetAsync("/v1/live", Cancellation);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, refused.StatusCode);
        Assert.Equal(TimeSpan.FromSeconds(30), refused.Headers.RetryAfter?.Delta);
        Assert.Contains("live.full", await refused.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
    }
}
