using MediaAnalytics.Tests.Processes;
using Xunit;

namespace MediaAnalytics.Tests.Cluster.Placement;

/// <summary>Decodes spread over the silos with the role, and run on no other, in a cluster of real processes.</summary>
public sealed class DecodeSpreadTests
{
    private const int Mvs = 24;
    private const string Decodes = "media_analytics_decode_duration_seconds_count";
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(4);

    [Fact]
    public async Task BothDecodeSilosDoAShareAndNoOtherSiloAny()
    {
        Assert.SkipUnless(ScriptedCluster.Missing is null, ScriptedCluster.Missing ?? "");
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(Patience);
        CancellationToken cancellation = limit.Token;
        using var folder = new TemporaryFolder();
        SoundCopies mvs = await SoundCopies.WriteAsync(folder.Path, "mv", Mvs, seconds: 8, cancellation);

        await using var cluster = new ScriptedCluster(("Workflow__MaxDecodes", "1"));
        await cluster.StartAsync(cancellation, "redis", "azurite");
        await cluster.StartAsync(cancellation, "core-1", "decode-1", "decode-2", "infer-1", "gateway-1");
        using var client = new HttpClient();
        await mvs.ImportAsync(await cluster.AddressAsync("gateway-1", cancellation), cancellation);

        double first, second;
        do
        {
            await Task.Delay(100, cancellation);
            (first, second) = (await DecodesAsync("decode-1"), await DecodesAsync("decode-2"));
        }
        while (first + second < Mvs);
        Assert.Equal(Mvs, first + second);
        Assert.InRange(first, Mvs / 4, Mvs - (Mvs / 4));
        Assert.Equal(0, await DecodesAsync("core-1"));
        Assert.Equal(0, await DecodesAsync("infer-1"));

        async Task<double> DecodesAsync(string silo) =>
            PrometheusText.Sum(await client.GetStringAsync(new Uri(await cluster.AddressAsync(silo, cancellation), "metrics"), cancellation), Decodes);
    }
}
