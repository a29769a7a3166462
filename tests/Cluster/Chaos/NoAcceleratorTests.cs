using System.Text.Json.Nodes;
using MediaAnalytics.Tests.Cluster.Crash.Kills;
using MediaAnalytics.Tests.Processes;
using Xunit;

namespace MediaAnalytics.Tests.Cluster.Chaos;

/// <summary>Without an accelerator silo the work waits and says so; when one joins it is done, and when one dies another goes on.</summary>
[Collection(RealClusters.Name)]
public sealed class NoAcceleratorTests(ITestOutputHelper output)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(6), LabelledWithin = TimeSpan.FromMinutes(2), Look = TimeSpan.FromMilliseconds(100);

    [Fact]
    public Task WorkWaitsForAnAcceleratorAndOutlivesOne() => RealClusters.RunAsync(output, Patience, RunAsync);

    private async Task RunAsync(ClusterProcesses cluster, CancellationToken cancellation)
    {
        using MediaCatalogue media = await MediaCatalogue.CreateAsync(mvs: 32, parts: 2, seed: 5, cancellation);
        await cluster.UpAsync(cancellation, "silo-1", "silo-2", "gateway-1", "gateway-2");
        var edge = new Edge(cluster.Gateways);
        string[] first = [.. media.Mvs.Take(16)];

        await media.ImportNextAsync(cluster.Gateways[0], cancellation);
        int waiting = await WaitAsync(edge, first, cancellation);
        long began = TimeProvider.System.GetTimestamp();
        await cluster.StartAsync(cancellation, "infer-1");
        TimeSpan started = TimeProvider.System.GetElapsedTime(began);
        await new MvLabels(edge, first).SettledAsync(LabelledWithin, cancellation);
        output.WriteLine(
            $"{waiting} MVs waited; infer-1 was ready after {started.TotalSeconds:0.0} s, all were labelled {(TimeProvider.System.GetElapsedTime(began) - started).TotalSeconds:0.0} s later");

        await cluster.StartAsync(cancellation, "infer-2");
        Task importing = media.ImportNextAsync(cluster.Gateways[1], cancellation);
        await MoreAsync(edge, waiting, cancellation);
        await cluster.KillAsync("infer-1", cancellation);
        began = TimeProvider.System.GetTimestamp();
        await importing;
        var labels = new MvLabels(edge, media.Mvs);
        await labels.SettledAsync(LabelledWithin, cancellation);
        output.WriteLine($"{TimeProvider.System.GetElapsedTime(began).TotalSeconds:0.0} s after infer-1 was killed all were labelled");
        output.WriteLine($"{await labels.AssertRecordedOnceAsync(cancellation)} MVs were given one posterior each");
        await Books.AssertBalancedAsync(cluster, edge, cancellation);
    }

    /// <summary>Waits until every MV with media waits for an accelerator; returns how many do.</summary>
    private static async Task<int> WaitAsync(Edge edge, string[] mvs, CancellationToken cancellation)
    {
        int waiting = 0;
        foreach (string mv in mvs)
        {
            JsonNode record = await edge.GetAsync($"v1/mvs/{mv}", cancellation);
            while (record["media"] is not null && (string?)record["workflow"]!["problem"]?["code"] != "genre.noAccelerator")
            {
                await Task.Delay(Look, cancellation);
                record = await edge.GetAsync($"v1/mvs/{mv}", cancellation);
            }

            waiting += record["media"] is null ? 0 : 1;
        }

        Assert.True(waiting > 0, "no MV has media");
        return waiting;
    }

    /// <summary>Waits until more MVs than some have a posterior.</summary>
    private static async Task MoreAsync(Edge edge, int some, CancellationToken cancellation)
    {
        while ((int)(await edge.GetAsync("v1/dissemination?by=genre.source&genre.source=posterior", cancellation))["total"]!["mvs"]! <= some)
            await Task.Delay(Look, cancellation);
    }
}
