using System.Globalization;
using MediaAnalytics.Tests.Cluster.Crash.Kills;
using MediaAnalytics.Tests.Processes;
using Xunit;

namespace MediaAnalytics.Tests.Cluster.Chaos;

/// <summary>
/// A real cluster under load whose processes are killed, paused and restarted in turn. What it shows afterwards equals what the test itself has counted. The
/// environment variable MEDIA_ANALYTICS_CHAOS says how many rounds of all faults there are; one by default.
/// </summary>
[Collection(RealClusters.Name)]
public sealed class ChaosTests(ITestOutputHelper output)
{
    private const int PauseMs = 150, Seed = 20_260_611, MediaMvs = 28;
    private static readonly TimeSpan PatiencePerRound = TimeSpan.FromMinutes(8), LabelledWithin = TimeSpan.FromMinutes(2);
    private static readonly string[] Silos = ["silo-1", "silo-2", "infer-1"];
    private static readonly string[] Mvs = [.. Enumerable.Range(0, 40).Select(mv => $"mv{mv:000}")];

    private static int Rounds => int.Parse(Environment.GetEnvironmentVariable("MEDIA_ANALYTICS_CHAOS") ?? "1", CultureInfo.InvariantCulture);

    [Fact]
    public Task NoFaultLosesOrDoublesWhatWasAcknowledged() => RealClusters.RunAsync(
        output, PatiencePerRound * (Rounds + 1), RunAsync, ("Partitions", "4"), ("Partition__CommitEvery", "00:00:05"));

    private async Task RunAsync(ClusterProcesses cluster, CancellationToken cancellation)
    {
        var random = new Random(Seed);
        using MediaCatalogue media = await MediaCatalogue.CreateAsync(MediaMvs, 7, Seed, cancellation);
        await cluster.UpAsync(cancellation, [.. Silos, "gateway-1", "gateway-2"]);

        var now = DateTimeOffset.FromUnixTimeSeconds(TimeProvider.System.GetUtcNow().ToUnixTimeSeconds()).UtcDateTime;
        var edge = new Edge(cluster.Gateways);
        var tally = new CounterTally();
        var load = new CounterLoad(edge, tally, [.. Mvs, .. media.Mvs], Seed, now, PauseMs);
        var edits = new CatalogueEdits(edge, tally, Mvs, Seed, now);
        var recovery = new Recovery(edge, load);
        await edits.ImportAsync(Mvs[..20], cancellation);

        using var stop = new CancellationTokenSource();
        Task working = Task.WhenAll(load.RunAsync(stop.Token, cancellation), edits.RunAsync(stop.Token, cancellation));
        for (int round = 0; round < Rounds; round++)
            await StrikeAllAsync(cluster, recovery, media, random, working, cancellation);
        await stop.CancelAsync();
        await working;

        var labels = new MvLabels(edge, media.Mvs);
        foreach ((string mv, string genre) in await labels.SettledAsync(LabelledWithin, cancellation))
            tally.Catalogue[mv] = genre;
        try
        {
            await new CounterAnswers(edge, tally).AssertSameAsync(cancellation);
        }
        catch
        {
            output.WriteLine(await labels.DescribeAsync(cancellation));
            throw;
        }

        int labelled = await labels.AssertRecordedOnceAsync(cancellation);
        await Books.AssertBalancedAsync(cluster, edge, cancellation);
        output.WriteLine(recovery.Table);
        output.WriteLine(
            $"{load.Posts} batches, {tally.Accepted} readings acknowledged, {tally.Distinct} distinct, {edits.Count} edits, {labelled} MVs labelled once; "
            + $"{edge.Later} requests were answered later, {edge.Unanswered} not at all");
    }

    private static async Task StrikeAllAsync(
        ClusterProcesses cluster, Recovery recovery, MediaCatalogue media, Random random, Task working, CancellationToken cancellation)
    {
        foreach (string name in (string[])["gateway-1", "silo-1", "infer-1", "silo-2"])
        {
            HttpClient[] others = name == "gateway-1" ? cluster.Gateways[1..] : cluster.Gateways;
            await UnderImportAsync($"SIGKILL {name}", () => cluster.KillAsync(name, cancellation), others);
            await cluster.StartAsync(cancellation, name);
        }

        // All partitions are on silo-1 now, so once readings are folded again it was declared dead. When it wakes it finds that out, and ends; whoever runs
        // it starts it again.
        await UnderImportAsync("SIGSTOP silo-1", () => cluster.SignalAsync("silo-1", "STOP", cancellation), cluster.Gateways);
        await cluster.SignalAsync("silo-1", "CONT", cancellation);
        await cluster.EndedAsync("silo-1", cancellation);
        await cluster.StartAsync(cancellation, "silo-1");

        await UnderImportAsync("SIGKILL redis, and a start", () => AgainAsync("redis", cluster.KillAsync), cluster.Gateways);

        // SIGTERM: killed, Azurite may lose the blobs of the last seconds, which the service that it stands for does not.
        await UnderImportAsync("SIGTERM azurite, and a start", () => AgainAsync("azurite", cluster.StopAsync), cluster.Gateways);
        foreach (string name in (string[])[.. Silos, "gateway-1", "gateway-2"])
            await cluster.StartAsync(cancellation, name);

        async Task UnderImportAsync(string fault, Func<Task> strike, HttpClient[] gateways)
        {
            Task importing = media.ImportNextAsync(cluster.Gateways[1], cancellation);
            await Task.Delay(random.Next(100, 1_500), cancellation);
            Task measuring = recovery.MeasureAsync(fault, strike, gateways, cancellation);
            if (await Task.WhenAny(measuring, working) == working)
                await working;
            await measuring;
            await importing;
        }

        async Task AgainAsync(string name, Func<string, CancellationToken, Task> end)
        {
            await end(name, cancellation);
            await cluster.StartAsync(cancellation, name);
        }
    }
}
