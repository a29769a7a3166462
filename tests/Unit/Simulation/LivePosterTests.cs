using System.Net;
using System.Text.Json;
using MediaAnalytics.Gateway.Simulation.Live;
using MediaAnalytics.Gateway.Simulation.Readings;
using Xunit;

namespace MediaAnalytics.Tests.Unit.Simulation;

public sealed class LivePosterTests
{
    private static readonly Uri Server = new("http://server.test/");

    [Fact]
    public async Task CountersGoOnFromTheWrittenOnes()
    {
        using var stop = new CancellationTokenSource();
        var bodies = new List<string>();
        var result = await RunAsync(async request =>
        {
            bodies.Add(await request.Content!.ReadAsStringAsync());
            Assert.Equal("http://server.test/v1/observations", request.RequestUri?.ToString());
            Assert.Equal("application/x-ndjson", request.Content.Headers.ContentType?.ToString());
            if (bodies.Count == 3) await stop.CancelAsync();
            return new(HttpStatusCode.Accepted);
        }, stop);

        Assert.Null(result.Error);
        var newest = ArrivalOrder.Of(Simulations.Small, _ => { })
            .Where(r => r.Values.Views is not null)
            .GroupBy(r => (r.Mv, r.Platform)).ToDictionary(g => g.Key, g => g.MaxBy(r => r.ObservedAt).Values.Views!.Value);
        foreach (var line in bodies.SelectMany(b => b.Split('\n', StringSplitOptions.RemoveEmptyEntries)))
        {
            var reading = JsonDocument.Parse(line).RootElement;
            var key = (reading.GetProperty("mv").GetString()!, reading.GetProperty("platform").GetString()!);
            var views = reading.GetProperty("views").GetInt64();
            Assert.True(views >= newest.GetValueOrDefault(key), $"The views of {key} fell.");
            newest[key] = views;
        }
    }

    [Theory]
    [InlineData(HttpStatusCode.TooManyRequests)]
    [InlineData(HttpStatusCode.ServiceUnavailable)]
    public async Task ABusyServerGetsTheSameBatchAgain(HttpStatusCode busy)
    {
        using var stop = new CancellationTokenSource();
        var bodies = new List<string>();
        var result = await RunAsync(async request =>
        {
            bodies.Add(await request.Content!.ReadAsStringAsync());
            if (bodies.Count == 2) await stop.CancelAsync();
            return new(bodies.Count == 1 ? busy : HttpStatusCode.Accepted) { Headers = { { "Retry-After", "7" } } };
        }, stop);
        Assert.Equal(1, result.Waits);
        Assert.Equal(bodies[0], bodies[1]);
    }

    [Fact]
    public async Task AServerThatIsGoneEndsTheRun() =>
        Assert.Equal("server-gone", (await RunAsync(_ => throw new HttpRequestException("Connection refused"))).Error?.Code);

    [Fact]
    public async Task ARefusalIsShown()
    {
        var result = await RunAsync(_ => Task.FromResult(
            new HttpResponseMessage(HttpStatusCode.BadRequest) { Content = new StringContent("no such thing") }));
        Assert.Equal("server-refused", result.Error?.Code);
        Assert.Contains("no such thing", result.Error?.Message, StringComparison.Ordinal);
    }

    private static async Task<LiveResult> RunAsync(
        Func<HttpRequestMessage, Task<HttpResponseMessage>> answer, CancellationTokenSource? stop = null)
    {
        using var client = new HttpClient(new Answering(answer));
        var time = new EagerTime(Simulations.Until.AddDays(1));
        using var both = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken, stop?.Token ?? default);
        return await new LivePoster(client, time).RunAsync(Simulations.Small, Server, _ => { }, both.Token);
    }

    private sealed class Answering(Func<HttpRequestMessage, Task<HttpResponseMessage>> answer) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            answer(request);
    }
}
