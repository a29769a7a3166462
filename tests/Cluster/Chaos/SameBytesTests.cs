using MediaAnalytics.Tests.Cluster.Crash.Kills;
using MediaAnalytics.Tests.Processes;
using Xunit;

namespace MediaAnalytics.Tests.Cluster.Chaos;

/// <summary>The same media file of several MVs, uploaded through two gateways at once, is decoded once.</summary>
[Collection(RealClusters.Name)]
public sealed class SameBytesTests(ITestOutputHelper output)
{
    private const string Decodes = "media_analytics_decode_duration_seconds_count";
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5), LabelledWithin = TimeSpan.FromMinutes(2);

    [Fact]
    public Task TheSameBytesThroughTwoGatewaysAreDecodedOnce() => RealClusters.RunAsync(output, Patience, async (cluster, cancellation) =>
    {
        using var folder = new TemporaryFolder();
        await Clients.RunAsync(cancellation, "simulate", "--out", folder["simulation"], "--mvs", "4", "--days", "1", "--every", "24", "--seed", "3", "--media");
        string song = Directory.GetFiles(folder["simulation/media"]).Order(StringComparer.Ordinal).First();
        await cluster.UpAsync(cancellation, "silo-1", "silo-2", "infer-1", "gateway-1", "gateway-2");

        await Task.WhenAll(cluster.Gateways.Select((gateway, g) => ImportAsync(folder, song, g, gateway, cancellation)));

        await new MvLabels(new Edge(cluster.Gateways), ["one-of-0", "two-of-0", "one-of-1", "two-of-1"]).SettledAsync(LabelledWithin, cancellation);
        double decodes = 0;
        foreach (string silo in (string[])["silo-1", "silo-2"])
            decodes += await cluster.MetricAsync(silo, Decodes, cancellation);
        Assert.Equal(1, decodes);
    });

    private static async Task ImportAsync(TemporaryFolder folder, string song, int client, HttpClient gateway, CancellationToken cancellation)
    {
        string media = Directory.CreateDirectory(folder[$"media-{client}"]).FullName, name = $"song-{client}{Path.GetExtension(song)}";
        File.Copy(song, Path.Combine(media, name));
        string catalogue = folder[$"catalogue-{client}.csv"];
        await File.WriteAllTextAsync(catalogue, $"id,title,track,media\none-of-{client},One,track-{client}-a,{name}\ntwo-of-{client},Two,track-{client}-b,{name}\n", cancellation);
        await Clients.ImportAsync(catalogue, media, gateway, cancellation);
    }
}
