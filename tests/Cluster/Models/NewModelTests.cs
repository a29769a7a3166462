using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using MediaAnalytics.Tests.Processes;
using Xunit;

namespace MediaAnalytics.Tests.Cluster.Models;

/// <summary>Another model through a real server: it takes over, the catalogue follows, and no MV is without its genre meanwhile.</summary>
public sealed class NewModelTests
{
    private const int Mvs = 6;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(4);

    [Fact]
    public async Task TheCatalogueFollowsAnotherModelAndNeverPassesThroughUnknown()
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(Patience);
        CancellationToken cancellation = limit.Token;
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder["media"]);
        await using var server = new ServerProcess(folder["data"]);
        await server.StartAsync(cancellation);
        await ImportAsync(folder, server, cancellation);
        await RecognisedAsync(server, cancellation);
        JsonNode[] before = await RecordsAsync(server, cancellation);
        Assert.All(before, mv => Assert.StartsWith("dcnn-ssa-gtzan-", Model(mv), StringComparison.Ordinal));

        // The labels are others, so that every MV's genre must change.
        await AlteredModel.WriteAsync(folder["new.model"], cancellation,
            ("dcnn-ssa-gtzan", "dcnn-ssa-other"), ("""["blues","classical","country","disco","hiphop","jazz","metal","pop","reggae","rock"]""", """["BLUES","CLASSICAL","COUNTRY","DISCO","HIPHOP","JAZZ","METAL","POP","REGGAE","ROCK"]"""));
        using var watching = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        Task<int> unknown = WatchUnknownAsync(server, watching.Token);
        await using (var client = new ChildProcess(Programs.Gateway, "model", folder["new.model"], "--server", server.Url.ToString(), "--json"))
            Assert.True(await client.ExitAsync(cancellation) == 0, client.Output);
        JsonNode rescored = await RescoredAsync(server, 1, cancellation);
        await watching.CancelAsync();
        Assert.Equal(0, await unknown);
        Assert.Equal((Mvs, 0), ((int)rescored["rescoring"]!["done"]!, (int)rescored["rescoring"]!["failed"]!));
        string version = (string)rescored["serving"]!["version"]!;
        Assert.StartsWith("dcnn-ssa-other-", version, StringComparison.Ordinal);
        JsonNode[] after = await RecordsAsync(server, cancellation);
        foreach ((JsonNode old, JsonNode now) in before.Zip(after))
        {
            Assert.Equal(version, Model(now));
            // One step from the one to the other: one version more, and so one event.
            Assert.Equal((long)old["version"]! + 1, (long)now["version"]!);
            Assert.Equal(((string)old["genre"]!["label"]!).ToUpperInvariant(), (string)now["genre"]!["label"]!);
        }

        // It serves after a restart, too, and nothing is scored a second time.
        await server.KillAsync();
        await server.StartAsync(cancellation);
        await SiloAsync(server, silo => (string?)silo["version"] == version, cancellation);
        Assert.Equal(after.Select(Text), (await RecordsAsync(server, cancellation)).Select(Text));

        await RefuseAsync(folder, server, version, cancellation);
        using (HttpResponseMessage back = await server.Client.DeleteAsync(new Uri("v1/models/serving", UriKind.Relative), cancellation))
            Assert.Equal(HttpStatusCode.OK, back.StatusCode);
        await RescoredAsync(server, 3, cancellation);
        Assert.Equal(before.Select(Model), (await RecordsAsync(server, cancellation)).Select(Model));
    }

    /// <summary>A file that is no model is refused at the door; one that only the silo can judge leaves the old one serving.</summary>
    private static async Task RefuseAsync(TemporaryFolder folder, ServerProcess server, string serving, CancellationToken cancellation)
    {
        await using (var client = new ChildProcess(Programs.Gateway, "model", folder["catalogue.csv"], "--server", server.Url.ToString()))
        {
            Assert.Equal(1, await client.ExitAsync(cancellation));
            Assert.Contains("it does not start with a model's mark", client.Output, StringComparison.Ordinal);
        }

        await AlteredModel.WriteAsync(folder["bad.model"], cancellation, ("\"stem1\":24", "\"stem1\":25"));
        await using (var client = new ChildProcess(Programs.Gateway, "model", folder["bad.model"], "--server", server.Url.ToString()))
        {
            Assert.Equal(1, await client.ExitAsync(cancellation));
            Assert.Contains("the network needs", client.Output, StringComparison.Ordinal);
        }

        await SiloAsync(server, silo => (string?)silo["version"] == serving && silo["fault"] is not null && (int)silo["tried"]! == 2, cancellation);
    }

    /// <summary>Asks over and over how many MVs the figures show without a posterior.</summary>
    private static async Task<int> WatchUnknownAsync(ServerProcess server, CancellationToken cancellation)
    {
        int unknown = 0;
        while (!cancellation.IsCancellationRequested)
        {
            try
            {
                JsonNode answer = await GetAsync(server, "v1/dissemination?by=genre", cancellation);
                unknown += answer["rows"]!.AsArray().Where(row => (string?)row!["key"]!["genre"] == "unknown").Sum(row => (int)row!["mvs"]!);
            }
            catch (OperationCanceledException)
            {
                break;
            }
        }

        return unknown;
    }

    private static async Task ImportAsync(TemporaryFolder folder, ServerProcess server, CancellationToken cancellation)
    {
        string[] rows = [.. Enumerable.Range(0, Mvs).Select(i => $"mv{i},Title {i},one,{i}.mp3")];
        for (int i = 0; i < Mvs; i++)
        {
            await using var ffmpeg = new ChildProcess("ffmpeg", "-nostdin", "-v", "error", "-f", "lavfi", "-i", $"sine={220 * (i + 1)}:d=8", folder[$"media/{i}.mp3"]);
            Assert.True(await ffmpeg.ExitAsync(cancellation) == 0, ffmpeg.Output);
        }

        await File.WriteAllLinesAsync(folder["catalogue.csv"], ["id,title,track,media", .. rows], cancellation);
        await using var client = new ChildProcess(
            Programs.Gateway, "import", folder["catalogue.csv"], "--media", folder["media"], "--server", server.Url.ToString());
        Assert.True(await client.ExitAsync(cancellation) == 0, client.Output);
    }

    /// <summary>Returns once the figures show every MV with a posterior.</summary>
    private static async Task RecognisedAsync(ServerProcess server, CancellationToken cancellation)
    {
        while (true)
        {
            JsonNode answer = await GetAsync(server, "v1/dissemination?by=genre.source", cancellation);
            if (answer["rows"]!.AsArray() is [{ } row] && (string?)row["key"]!["genre.source"] == "posterior" && (int)row["mvs"]! == Mvs)
                return;
            await Task.Delay(100, cancellation);
        }
    }

    private static async Task<JsonNode> RescoredAsync(ServerProcess server, long sequence, CancellationToken cancellation)
    {
        while (true)
        {
            JsonNode models = await GetAsync(server, "v1/models", cancellation);
            if (models["rescoring"] is { } run && (long)run["sequence"]! == sequence && run["endedAt"] is not null)
                return models;
            await Task.Delay(100, cancellation);
        }
    }

    private static async Task SiloAsync(ServerProcess server, Func<JsonNode, bool> matches, CancellationToken cancellation)
    {
        while ((await GetAsync(server, "v1/models", cancellation))["silos"]!.AsArray() is var silos && !(silos.Count == 1 && matches(silos[0]!)))
            await Task.Delay(100, cancellation);
    }

    private static Task<JsonNode[]> RecordsAsync(ServerProcess server, CancellationToken cancellation) =>
        Task.WhenAll(Enumerable.Range(0, Mvs).Select(i => GetAsync(server, $"v1/mvs/mv{i}", cancellation)));

    private static string Model(JsonNode mv) => (string)mv["genre"]!["posterior"]!["model"]!;

    private static string Text(JsonNode node) => node.ToJsonString();

    private static async Task<JsonNode> GetAsync(ServerProcess server, string address, CancellationToken cancellation) =>
        (await server.Client.GetFromJsonAsync<JsonNode>(address, cancellation))!;
}
