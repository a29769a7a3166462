using MediaAnalytics.Tests.Cluster.Chaos;
using MediaAnalytics.Tests.Processes;
using Xunit;

namespace MediaAnalytics.Tests.Cluster.Telemetry;

/// <summary>Traces lead through the processes of a cluster.</summary>
[Collection(RealClusters.Name)]
public sealed class ClusterTraceTests(ITestOutputHelper output)
{
    private const string Import = "media_analytics.import.id";
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(4);
    private static readonly string[] Names = ["core-1", "decode-1", "infer-1", "gateway-1"];

    [Fact]
    public async Task AnMvsTraceLeadsFromTheCoreToTheDecodersAndTheAcceleratorsAndItsImportsFromTheGatewayToTheCore()
    {
        await using OtlpReceiver collector = await OtlpReceiver.StartAsync();
        await RealClusters.RunAsync(
            output, Patience, (cluster, cancellation) => RunAsync(cluster, collector, cancellation),
            ("Telemetry__Otlp", collector.Endpoint), ("Telemetry__Protocol", "http/protobuf"), ("Telemetry__SampleRatio", "1"));
    }

    private static async Task RunAsync(ClusterProcesses cluster, OtlpReceiver collector, CancellationToken cancellation)
    {
        using var folder = new TemporaryFolder();
        await cluster.UpAsync(cancellation, Names);
        Dictionary<string, string> names = [];
        foreach (string name in Names)
            names[$"{Environment.MachineName}:{await cluster.PidAsync(name, cancellation)}"] = name;
        await TelemetryLoad.ImportAsync(cluster.Gateways[0], folder, cancellation);
        // A process that stops exports what it still has.
        foreach (string name in (string[])["gateway-1", "infer-1", "decode-1", "core-1"])
            await cluster.StopAsync(name, cancellation);
        ExportedSpan[] spans = [.. collector.Spans];

        ExportedSpan ffmpeg = Assert.Single(spans, span => span.Name == "ffmpeg");
        ExportedSpan[] trace = Whole(spans, ffmpeg.Trace);
        Assert.Equal(
            ["decode-1: decode media", "decode-1: IDecoderGrain/DecodeAsync", "core-1: IDecoderGrain/DecodeAsync", "core-1: IMvGrain/AdvanceAsync", "core-1: IMvGrain/AdvanceAsync", "core-1: advance mv"],
            ffmpeg.Above(trace).Select(Named));
        ExportedSpan score = Assert.Single(trace, span => span.Name == "score track");
        Assert.Equal(
            ["infer-1: score track", "infer-1: IGenreGrain/ScoreAsync", "core-1: IGenreGrain/ScoreAsync"], score.Above(trace).Take(2).Prepend(score).Select(Named));
        Assert.Equal(["core-1", "decode-1", "infer-1"], Processes(trace));

        ExportedSpan posted = Assert.Single(spans, span => span.Name == "POST /v1/imports/");
        Assert.Equal(["core-1", "gateway-1"], Processes(Whole(spans, posted.Trace)));
        (string row, _) = Assert.Single(trace.Where(span => span.Name == "IMvGrain/AdvanceAsync").SelectMany(span => span.Links));
        Assert.Contains(spans, span => span.Trace == row && span.Name == "import row" && span.Tags[Import] == posted.Tags[Import]);

        string Named(ExportedSpan span) => $"{Process(span)}: {span.Name}";
        string Process(ExportedSpan span) => names[span.Service["service.instance.id"]];
        string[] Processes(ExportedSpan[] trace) => [.. trace.Select(Process).Distinct().Order(StringComparer.Ordinal)];
    }

    /// <summary>All spans of a trace; one begins it, and the parents of all others are there.</summary>
    private static ExportedSpan[] Whole(ExportedSpan[] spans, string id)
    {
        ExportedSpan[] trace = [.. spans.Where(span => span.Trace == id)];
        Assert.Single(trace, span => span.Parent.Length == 0);
        Assert.All(trace, span => Assert.True(span.Parent.Length == 0 || trace.Any(other => other.Id == span.Parent), $"the parent of {span.Name} is missing"));
        return trace;
    }
}
