using System.Text.Json.Nodes;
using MediaAnalytics.Tests.Cluster.Crash.Kills;
using MediaAnalytics.Tests.Processes;
using Xunit;

namespace MediaAnalytics.Tests.Cluster.Chaos;

/// <summary>
/// Every silo and gateway is stopped and started again, one after the other, under load. A client that tries again after 429, 503 and broken connections
/// meets nothing else.
/// </summary>
[Collection(RealClusters.Name)]
public sealed class RollingRestartTests(ITestOutputHelper output)
{
    private const int PauseMs = 150, Seed = 20_260_612;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);
    private static readonly string[] Processes = ["gateway-1", "gateway-2", "infer-1", "silo-1", "silo-2"];
    private static readonly string[] Mvs = [.. Enumerable.Range(0, 40).Select(mv => $"mv{mv:000}")];

    [Fact]
    public Task ARollingRestartIsCuredByRetries() => RealClusters.RunAsync(
        output, Patience, RunAsync, ("Partitions", "4"), ("Partition__CommitEvery", "00:00:05"));

    private async Task RunAsync(ClusterProcesses cluster, CancellationToken cancellation)
    {
        using MediaCatalogue media = await MediaCatalogue.CreateAsync(mvs: 12, parts: Processes.Length, Seed, cancellation);
        await cluster.UpAsync(cancellation, Processes);
        var now = DateTimeOffset.FromUnixTimeSeconds(TimeProvider.System.GetUtcNow().ToUnixTimeSeconds()).UtcDateTime;
        var edge = new Edge(cluster.Gateways);
        var tally = new CounterTally();
        var load = new CounterLoad(edge, tally, [.. Mvs, .. media.Mvs], Seed, now, PauseMs);
        var edits = new CatalogueEdits(edge, tally, Mvs[..30], Seed, now);
        await edits.ImportAsync(Mvs, cancellation);

        using var stop = new CancellationTokenSource();
        Task<long> asking = AskAsync(edge, stop.Token, cancellation);
        Task working = Task.WhenAll(load.RunAsync(stop.Token, cancellation), edits.RunAsync(stop.Token, cancellation), asking);
        foreach (string name in Processes)
        {
            long began = TimeProvider.System.GetTimestamp(), later = edge.Later, unanswered = edge.Unanswered;
            Task restarting = RestartAsync(cluster, media, name, cancellation);
            if (await Task.WhenAny(restarting, working) == working)
                await working;
            await restarting;
            await load.AgainAsync(cancellation);
            output.WriteLine(
                $"{name} was away for {TimeProvider.System.GetElapsedTime(began).TotalSeconds:0.0} s: {edge.Later - later} requests answered later, {edge.Unanswered - unanswered} not at all");
        }

        await stop.CancelAsync();
        await working;
        var labels = new MvLabels(edge, media.Mvs);
        foreach ((string mv, string genre) in await labels.SettledAsync(TimeSpan.FromMinutes(2), cancellation))
            tally.Catalogue[mv] = genre;
        await new CounterAnswers(edge, tally).AssertSameAsync(cancellation);
        await labels.AssertRecordedOnceAsync(cancellation);
        await Books.AssertBalancedAsync(cluster, edge, cancellation);
        output.WriteLine($"{load.Posts} batches, {tally.Accepted} readings acknowledged, {edits.Count} edits, {await asking} answers");
    }

    private static async Task RestartAsync(ClusterProcesses cluster, MediaCatalogue media, string name, CancellationToken cancellation)
    {
        Task importing = media.ImportNextAsync(cluster.Gateways[name == "gateway-1" ? 1 : 0], cancellation);
        await cluster.StopAsync(name, cancellation);
        await cluster.StartAsync(cancellation, name);
        await importing;
    }

    /// <summary>Asks everything that a page and an analyst ask, until told to stop; returns how often it was answered.</summary>
    private static async Task<long> AskAsync(Edge edge, CancellationToken stop, CancellationToken cancellation)
    {
        long answers = 0;
        for (; !stop.IsCancellationRequested; answers++)
        {
            // Never withdrawn by the edits.
            string mv = Mvs[30 + (int)(answers % 10)];
            string[] paths =
            [
                "v1/dissemination?by=platform", $"v1/mvs/{mv}", "v1/dissemination?by=genre,genre.source", $"v1/mvs/{mv}/history", $"v1/mvs/{mv}/explain?limit=10",
                "v1/audit", "v1/epochs", $"v1/observations/newest?mv={mv}&platform=youtube&source=export", "v1/models",
            ];
            JsonNode answer = await edge.GetAsync(paths[answers % paths.Length], cancellation);
            Assert.NotNull(answer);
            await Task.Delay(20, cancellation);
        }

        return answers;
    }
}
