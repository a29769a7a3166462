using System.Net.Http.Json;
using System.Text.Json.Nodes;
using MediaAnalytics.Tests.Processes;
using Xunit;

namespace MediaAnalytics.Tests.Cluster.RealInput;

/// <summary>Real music and real counters, the whole way through a real server.</summary>
public sealed class RealInputTests(ITestOutputHelper output)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(6);

    [Fact]
    public async Task FortyRealClipsAreImportedAndRecognised()
    {
        string audio = SharedData.Require("audio");
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(Patience);
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder["media"]);
        List<string> catalogue = ["id,title,genre,media"];
        foreach (string genre in (string[])["classical", "electronic", "pop", "rock"])
        {
            foreach (string clip in Directory.EnumerateFiles(Path.Combine(audio, genre)).Order(StringComparer.Ordinal).Take(10))
            {
                string id = $"{genre}-{Path.GetFileNameWithoutExtension(clip)}";
                await MuxAsync(clip, folder[$"media/{id}.mp4"], limit.Token);
                catalogue.Add($"{id},{id},{genre},{id}.mp4");
            }
        }

        await File.WriteAllLinesAsync(folder["catalogue.csv"], catalogue, limit.Token);
        await using var server = new ServerProcess(folder["data"]);
        await server.StartAsync(limit.Token);
        await GatewayAsync(["import", folder["catalogue.csv"], "--media", folder["media"], "--server", server.Url.ToString()], limit.Token);
        await WaitForRecognisedAsync(server, 40, limit.Token);

        JsonNode answer = await AskAsync(server, "v1/dissemination?by=genre.declared,genre.recognised", limit.Token);
        foreach (JsonNode? row in answer["rows"]!.AsArray())
            output.WriteLine($"{row!["key"]!["genre.declared"]} heard as {row["key"]!["genre.recognised"]}: {row["mvs"]}");
    }

    [Fact]
    public async Task RealCountersFoldToTheSumsOfTheirNewestValues()
    {
        CounterSet[] sets = [CounterSet.YouTubeTrending, CounterSet.Bilibili, CounterSet.YouTubeSnapshots];
        string[] files = [.. sets.Select(set => SharedData.Require(set.File))];
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(Patience);
        using var folder = new TemporaryFolder();
        await using var server = new ServerProcess(folder["data"]);
        await server.StartAsync(limit.Token);

        foreach ((CounterSet set, string file) in sets.Zip(files))
        {
            (int videos, IReadOnlyDictionary<string, long> totals) = await set.ComputeAsync(file);
            string catalogue = folder[$"{set.Platform}.csv"];
            await set.WriteCatalogueAsync(file, catalogue);

            // The counters come first: they must count once the catalogue does.
            await GatewayAsync([.. set.Arguments(file), "--server", server.Url.ToString()], limit.Token);
            await GatewayAsync(["import", catalogue, "--server", server.Url.ToString()], limit.Token);

            JsonNode total = await WaitForMvsAsync(server, set.Platform, videos, limit.Token);
            foreach ((string counter, long expected) in totals)
            {
                long actual = (long)(counter == "views" ? total["views"]!["net"]! : total[counter]!);
                output.WriteLine($"{set.Platform} {counter}: {actual:N0} over {videos} MVs, computed {expected:N0}");
                Assert.Equal(expected, actual);
            }
        }
    }

    private static async Task<JsonNode> WaitForMvsAsync(ServerProcess server, string platform, int mvs, CancellationToken cancellation)
    {
        while (true)
        {
            JsonNode total = (await AskAsync(server, $"v1/dissemination?platform={platform}", cancellation))["total"]!;
            if ((int)total["mvs"]! == mvs)
                return total;
            await Task.Delay(100, cancellation);
        }
    }

    private static async Task WaitForRecognisedAsync(ServerProcess server, int mvs, CancellationToken cancellation)
    {
        while ((int)(await AskAsync(server, "v1/dissemination?genre.source=posterior", cancellation))["total"]!["mvs"]! < mvs)
            await Task.Delay(250, cancellation);
    }

    private static async Task<JsonNode> AskAsync(ServerProcess server, string path, CancellationToken cancellation) =>
        (await server.Client.GetFromJsonAsync<JsonNode>(path, cancellation))!;

    private static async Task MuxAsync(string clip, string target, CancellationToken cancellation)
    {
        await using var ffmpeg = new ChildProcess(
            "ffmpeg", "-nostdin", "-v", "error", "-f", "lavfi", "-i", "color=c=navy:s=160x90:r=5", "-i", clip, "-map", "0:v", "-map", "1:a:0", "-c:a", "copy",
            "-shortest", target);
        Assert.True(await ffmpeg.ExitAsync(cancellation) == 0, ffmpeg.Output);
    }

    private static async Task GatewayAsync(IEnumerable<string> arguments, CancellationToken cancellation)
    {
        string[] line = [.. arguments];
        await using var client = new ChildProcess(Programs.Gateway, line);
        int code = await client.ExitAsync(cancellation);
        Assert.True(code == 0, $"gateway {string.Join(' ', line)} ended with {code}:\n{client.Output}");
    }
}
