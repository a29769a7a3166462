using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using MediaAnalytics.Tests.Processes;
using Xunit;

namespace MediaAnalytics.Tests.Cluster;

/// <summary>A catalogue with good and bad media through a real server: the bad ones say why, the good ones go on.</summary>
public sealed class WorkflowTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    [Fact]
    public async Task BadMediaStopsNobodyAndAnEditedRowMovesItsLinks()
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(Patience);
        CancellationToken cancellation = limit.Token;
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder["media"]);
        await File.WriteAllTextAsync(folder["media/text.mp4"], "no media at all, only text", cancellation);
        await File.WriteAllBytesAsync(folder["media/empty.mp4"], [], cancellation);
        await FfmpegAsync(cancellation, "-f", "lavfi", "-i", "sine=440:d=8", folder["media/good.mp3"]);
        await FfmpegAsync(cancellation, "-f", "lavfi", "-i", "testsrc=d=2:s=64x64", folder["media/mute.mp4"]);

        await using var server = new ServerProcess(folder["data"]);
        await server.StartAsync(cancellation);
        string[] head = ["id,title,track,creators,media"];
        await ImportAsync(folder, server, 2, [
            .. head, "good,Good,one,AC/DC;Ann,good.mp3", "text,Text,one,,text.mp4", "empty,Empty,,,empty.mp4", "mute,Mute,,,mute.mp4", "gone,Gone,,,gone.mp4",
        ], cancellation);

        Assert.Equal("classified", await StageAsync(server, "good", cancellation));
        foreach ((string mv, string code) in new[] { ("text", "media.notMedia"), ("empty", "media.empty"), ("mute", "media.noSound"), ("gone", "media.missing") })
        {
            Assert.Equal("failed", await StageAsync(server, mv, cancellation));
            JsonNode problem = (await MvAsync(server, mv, cancellation))["workflow"]!["problem"]!;
            Assert.Equal(code, (string?)problem["code"]);
            Assert.NotEqual("", (string?)problem["message"]);
        }

        JsonNode creator = (await server.Client.GetFromJsonAsync<JsonNode>("v1/creators/AC%2FDC", cancellation))!;
        Assert.Equal("good", (string?)Assert.Single(creator["mvs"]!.AsArray())!["id"]);

        await ImportAsync(folder, server, 0, [.. head, "good,Good,two,Ann,good.mp3"], cancellation);
        JsonNode moved = (await server.Client.GetFromJsonAsync<JsonNode>("v1/tracks/two", cancellation))!;
        Assert.Equal("good", (string?)Assert.Single(moved["mvs"]!.AsArray())!["id"]);
        Assert.NotNull(moved["consensus"]);
        JsonNode left = (await server.Client.GetFromJsonAsync<JsonNode>("v1/tracks/one", cancellation))!;
        Assert.Equal("text", (string?)Assert.Single(left["mvs"]!.AsArray())!["id"]);
        using HttpResponseMessage creatorGone = await server.Client.GetAsync("v1/creators/AC%2FDC", cancellation);
        Assert.Equal(HttpStatusCode.NotFound, creatorGone.StatusCode);
        Assert.Equal("posterior", (string?)(await MvAsync(server, "good", cancellation))["genre"]!["source"]);
    }

    /// <summary>The stage that an MV ends in.</summary>
    private static async Task<string> StageAsync(ServerProcess server, string mv, CancellationToken cancellation)
    {
        while (true)
        {
            string stage = (string)(await MvAsync(server, mv, cancellation))["workflow"]!["stage"]!;
            if (stage is not ("decoding" or "classifying"))
                return stage;
            await Task.Delay(100, cancellation);
        }
    }

    private static async Task<JsonNode> MvAsync(ServerProcess server, string mv, CancellationToken cancellation) =>
        (await server.Client.GetFromJsonAsync<JsonNode>($"v1/mvs/{mv}", cancellation))!;

    private static async Task ImportAsync(TemporaryFolder folder, ServerProcess server, int expected, string[] lines, CancellationToken cancellation)
    {
        await File.WriteAllLinesAsync(folder["catalogue.csv"], lines, cancellation);
        await using var client = new ChildProcess(
            Programs.Gateway, "import", folder["catalogue.csv"], "--media", folder["media"], "--server", server.Url.ToString(), "--json");
        int code = await client.ExitAsync(cancellation);
        Assert.True(code == expected, $"import ended with {code}, not {expected}:\n{client.Output}");
    }

    private static async Task FfmpegAsync(CancellationToken cancellation, params string[] arguments)
    {
        await using var ffmpeg = new ChildProcess("ffmpeg", ["-nostdin", "-v", "error", .. arguments]);
        Assert.True(await ffmpeg.ExitAsync(cancellation) == 0, ffmpeg.Output);
    }
}
