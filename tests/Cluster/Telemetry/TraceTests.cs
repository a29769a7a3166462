using MediaAnalytics.Tests.Processes;
using Xunit;

namespace MediaAnalytics.Tests.Cluster.Telemetry;

/// <summary>A real server's traces, as a collector gets them.</summary>
public sealed class TraceTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    [Fact]
    public async Task OneTraceLeadsFromThePumpOverTheGrainsAndFfmpegToTheBatch()
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(Patience);
        CancellationToken cancellation = limit.Token;
        using var folder = new TemporaryFolder();
        await using OtlpReceiver collector = await OtlpReceiver.StartAsync();
        await using var server = new ServerProcess(
            folder["data"], ("Telemetry__Otlp", collector.Endpoint), ("Telemetry__Protocol", "http/protobuf"), ("Telemetry__SampleRatio", "1"),
            ("Logging__Console__FormatterName", "json"));
        await server.StartAsync(cancellation);
        string media = await TelemetryLoad.ImportAsync(server.Client, folder, cancellation);
        await TelemetryLoad.ObserveAsync(server.Client, cancellation);
        Assert.Equal(0, await server.StopAsync(cancellation));
        IReadOnlyCollection<ExportedSpan> spans = collector.Spans;
        File.WriteAllLines("/tmp/tel/spans.txt", spans.OrderBy(s => s.Start).Select(s => $"{s.Trace[..8]} {s.Id[..6]} <{(s.Parent.Length > 0 ? s.Parent[..6] : "      ")} {s.Source} | {s.Name} {(s.End - s.Start) / 1000}us {string.Join(",", s.Tags.Select(t => t.Key + "=" + t.Value))} links {string.Join(",", s.Links.Select(l => l.Trace[..8] + "/" + l.Id[..6]))}"));
        File.WriteAllText("/tmp/tel/out.txt", server.Output);
        Assert.NotEmpty(spans);
    }
}
