using MediaAnalytics.Tests.Processes;
using Xunit;

namespace MediaAnalytics.Tests.Cluster.WholeCluster;

/// <summary>The main job on a cluster of real processes, with a silo of each kind killed in the middle.</summary>
public sealed class WholeClusterTests(ITestOutputHelper output)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(8);

    [Fact]
    public async Task TheSimulationsFiguresComeOutThoughSilosAreKilled()
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(Patience);
        using var folder = new TemporaryFolder();
        string simulation = folder["simulation"];
        await ClientAsync(limit.Token, "simulate", "--out", simulation, "--mvs", "24", "--days", "10", "--seed", "11", "--media");
        await using ClusterProcesses cluster = await ClusterProcesses.UpAsync(limit.Token);
        string[] gateways = [.. cluster.Gateways.Select(gateway => gateway.ToString())];

        await ClientAsync(
            limit.Token, "import", Path.Combine(simulation, "catalogue.csv"), "--media", Path.Combine(simulation, "media"), "--server", gateways[0]);
        Task observing = ClientAsync(limit.Token, "observe", Path.Combine(simulation, "observations.jsonl"), "--server", gateways[1]);
        foreach (string silo in (string[])["infer-1", "silo-2"])
        {
            await cluster.RunAsync(limit.Token, "kill", silo);
            await cluster.RunAsync(limit.Token, "start", silo);
        }

        await observing;
        foreach (string gateway in gateways)
            await ClientAsync(limit.Token, "verify", simulation, "--server", gateway);
    }

    private async Task ClientAsync(CancellationToken cancellation, params string[] arguments)
    {
        await using var client = new ChildProcess(Programs.Gateway, arguments);
        int code = await client.ExitAsync(cancellation);
        output.WriteLine(client.Output);
        Assert.True(code == 0, $"gateway {arguments[0]} ended with {code}:\n{client.Output}");
    }
}
