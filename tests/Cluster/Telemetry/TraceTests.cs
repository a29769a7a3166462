using System.Globalization;
using System.Text.Json.Nodes;
using MediaAnalytics.Tests.Processes;
using Xunit;

namespace MediaAnalytics.Tests.Cluster.Telemetry;

/// <summary>A real server's traces and logs, as a collector gets them.</summary>
public sealed class TraceTests
{
    private const string Mv = "media_analytics.mv.id", Import = "media_analytics.import.id", Media = "media_analytics.media.sha256";
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
        ExportedSpan[] spans = [.. collector.Spans];

        ExportedSpan ffmpeg = Assert.Single(spans, span => span.Name == "ffmpeg");
        Assert.Equal(("mp3", "0"), (ffmpeg.Tags["media_analytics.media.container"], ffmpeg.Tags["process.exit.code"]));
        ExportedSpan[] trace = [.. spans.Where(span => span.Trace == ffmpeg.Trace)];
        ExportedSpan root = Assert.Single(trace, span => span.Parent.Length == 0);
        Assert.Equal(("advance mv", "good"), (root.Name, root.Tags[Mv]));
        AssertWhole(trace);
        Assert.Equal(
            ["decode media", "IDecoderGrain/DecodeAsync", "IDecoderGrain/DecodeAsync", "IMvGrain/AdvanceAsync", "IMvGrain/AdvanceAsync", "advance mv"],
            ffmpeg.Above(trace).Select(span => span.Name));
        ExportedSpan decode = Assert.Single(trace, span => span.Name == "decode media");
        Assert.Equal(media, decode.Tags[Media]);
        Assert.InRange(double.Parse(decode.Tags["media_analytics.decode.sound"], CultureInfo.InvariantCulture), 7.9, 8.2);

        ExportedSpan score = Assert.Single(trace, span => span.Name == "score track");
        Assert.Equal("IGenreGrain/ScoreAsync", score.Above(trace).First().Name);
        Assert.InRange(double.Parse(score.Tags["media_analytics.inference.waited"], CultureInfo.InvariantCulture), 0, 60);
        ExportedSpan batch = Assert.Single(spans, span => span.Name == "score batch" && score.Links.Contains((span.Trace, span.Id)));
        Assert.Contains((score.Trace, score.Id), batch.Links);
        Assert.Equal("", batch.Parent);

        AssertLeadsToImport(spans, trace, media);
        AssertQuiet(spans, folder);
        AssertLogs(spans, server.Output);
    }

    /// <summary>Every span's parent is there, and lasts from before it begins.</summary>
    private static void AssertWhole(ExportedSpan[] trace)
    {
        foreach (ExportedSpan span in trace.Where(span => span.Parent.Length > 0))
        {
            ExportedSpan parent = Assert.Single(trace, other => other.Id == span.Parent);
            Assert.True(parent.Start <= span.Start && span.Start <= span.End, $"{span.Name} begins before {parent.Name}, or ends before it begins");
        }
    }

    /// <summary>From an MV's trace to its row's by a link, to the import's and the upload's by their names.</summary>
    private static void AssertLeadsToImport(ExportedSpan[] spans, ExportedSpan[] trace, string media)
    {
        (string Trace, string Id) origin = Assert.Single(trace.Where(span => span.Name == "IMvGrain/AdvanceAsync").SelectMany(span => span.Links));
        ExportedSpan row = Assert.Single(spans, span => span.Trace == origin.Trace && span.Parent.Length == 0);
        Assert.Equal(("import row", "good"), (row.Name, row.Tags[Mv]));
        Assert.Contains(spans, span => span.Trace == origin.Trace && span.Id == origin.Id && span.Name == "IMvGrain/UpsertAsync");
        Assert.Contains(spans, span => span.Name == "POST /v1/imports/" && span.Tags[Import] == row.Tags[Import]);
        Assert.Contains(spans, span => span.Name == "advance import" && span.Tags[Import] == row.Tags[Import]);
        Assert.Contains(spans, span => span.Name == "PUT /v1/media/{sha256}" && span.Tags[Media] == media);
    }

    /// <summary>What asks again and again begins no trace, and no span holds a path.</summary>
    private static void AssertQuiet(ExportedSpan[] spans, TemporaryFolder folder)
    {
        string[] begun = [.. spans.Where(span => span.Parent.Length == 0).Select(span => span.Name.Split(' ')[0]).Distinct()];
        Assert.Empty(begun.Except(["GET", "PUT", "POST", "advance", "import", "score", "commit", "append", "query"]));
        Assert.DoesNotContain(spans, span => span.Name.Contains("health", StringComparison.Ordinal));
        Assert.DoesNotContain(spans.SelectMany(span => span.Tags.Values), value => value.Contains(folder.Path, StringComparison.Ordinal));
        ExportedSpan observed = Assert.Single(spans, span => span.Name == "POST /v1/observations/");
        Assert.Contains(spans, span => span.Name == "append log" && span.Parent == observed.Id);
        Assert.Contains(spans, span => span.Name == "commit partition" && int.Parse(span.Tags["media_analytics.commit.rows"], CultureInfo.InvariantCulture) > 0);
        Assert.Equal(("media-analytics", "0.1.0"), (observed.Service["service.name"], observed.Service["service.version"]));
        Assert.NotEqual("", observed.Service["service.instance.id"]);
    }

    /// <summary>The line about the bad file carries the ids of the trace it happened in.</summary>
    private static void AssertLogs(ExportedSpan[] spans, string output)
    {
        JsonNode line = Assert.Single(output.Split('\n').Where(text => text.Contains("media.notMedia", StringComparison.Ordinal)).Select(text => JsonNode.Parse(text)!));
        JsonNode scope = Assert.Single(line["Scopes"]!.AsArray(), scope => scope is JsonObject ids && ids.ContainsKey("TraceId"))!;
        ExportedSpan span = Assert.Single(spans, span => span.Id == (string?)scope["SpanId"]);
        Assert.Equal((string?)scope["TraceId"], span.Trace);
        Assert.Contains(spans, root => root.Trace == span.Trace && root.Name == "advance mv" && root.Tags[Mv] == "bad");
    }
}
