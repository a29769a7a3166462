using System.Text.Json.Nodes;
using MediaAnalytics.Tests.Cluster.Crash.Kills;
using MediaAnalytics.Tests.Processes;
using Xunit;

namespace MediaAnalytics.Tests.Cluster.Chaos;

/// <summary>Whether a cluster that has come to rest is whole.</summary>
internal static class Books
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(200), Patience = TimeSpan.FromMinutes(2);

    /// <summary>A full check of every partition finds nothing, and both gateways say that all partitions answer.</summary>
    public static async Task AssertBalancedAsync(ClusterProcesses cluster, Edge edge, CancellationToken cancellation)
    {
        await edge.UntilDoneAsync(server => server.PostAsync("v1/audit", null, cancellation), cancellation);
        long began = TimeProvider.System.GetTimestamp();
        JsonNode audit = await edge.GetAsync("v1/audit", cancellation);
        while ((bool)audit["running"]!)
        {
            Assert.True(TimeProvider.System.GetElapsedTime(began) < Patience, $"the full check did not end within {Patience}: {audit.ToJsonString()}");
            await Task.Delay(Look, cancellation);
            audit = await edge.GetAsync("v1/audit", cancellation);
        }

        Assert.True((string)audit["state"]! == "balanced" && (long)audit["findingCount"]! == 0, $"the books do not balance: {audit.ToJsonString()}");
        foreach (HttpClient gateway in cluster.Gateways)
        {
            string health = await GatewayHealth.ReadAsync(gateway, cancellation);
            Assert.True(GatewayHealth.IsHealthy(health), $"partitions do not answer {gateway.BaseAddress}: {health}");
        }
    }
}
