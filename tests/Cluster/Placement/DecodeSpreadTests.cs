using MediaAnalytics.Tests.Cluster.Chaos;
using MediaAnalytics.Tests.Processes;
using Xunit;

namespace MediaAnalytics.Tests.Cluster.Placement;

/// <summary>Decodes spread over the silos with the role, and run on no other, in a cluster of real processes.</summary>
[Collection(RealClusters.Name)]
public sealed class DecodeSpreadTests(ITestOutputHelper output)
{
    private const int Mvs = 24;
    private const string Decodes = "media_analytics_decode_duration_seconds_count";
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(4);

    [Fact]
    public Task BothDecodeSilosDoAShareAndNoOtherSiloAny() => RealClusters.RunAsync(output, Patience, RunAsync, ("Workflow__MaxDecodes", "1"));

    private static async Task RunAsync(ClusterProcesses cluster, CancellationToken cancellation)
    {
        using var folder = new TemporaryFolder();
        SoundCopies mvs = await SoundCopies.WriteAsync(folder.Path, "mv", Mvs, seconds: 8, cancellation);
        await cluster.UpAsync(cancellation, "core-1", "decode-1", "decode-2", "infer-1", "gateway-1");
        await mvs.ImportAsync(await cluster.AddressAsync("gateway-1", cancellation), cancellation);

        double first, second;
        do
        {
            await Task.Delay(100, cancellation);
            (first, second) = (await cluster.MetricAsync("decode-1", Decodes, cancellation), await cluster.MetricAsync("decode-2", Decodes, cancellation));
        }
        while (first + second < Mvs);
        Assert.Equal(Mvs, first + second);
        Assert.InRange(first, Mvs / 4, Mvs - (Mvs / 4));
        Assert.Equal(0, await cluster.MetricAsync("core-1", Decodes, cancellation));
        Assert.Equal(0, await cluster.MetricAsync("infer-1", Decodes, cancellation));
    }
}
