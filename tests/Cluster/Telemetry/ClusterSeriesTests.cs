using System.Text.RegularExpressions;
using MediaAnalytics.Tests.Cluster.Chaos;
using MediaAnalytics.Tests.Processes;
using Xunit;

namespace MediaAnalytics.Tests.Cluster.Telemetry;

/// <summary>The processes of a cluster together export what alerts and dashboards ask for.</summary>
[Collection(RealClusters.Name)]
public sealed partial class ClusterSeriesTests(ITestOutputHelper output)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(4);
    private static readonly string[] Names = ["silo-1", "silo-2", "infer-1", "gateway-1", "gateway-2"];

    [Fact]
    public Task EverySeriesThatIsAskedForComesFromSomeProcess() => RealClusters.RunAsync(output, Patience, RunAsync, ("Partition__CommitEvery", "00:00:01"));

    private static async Task RunAsync(ClusterProcesses cluster, CancellationToken cancellation)
    {
        using var folder = new TemporaryFolder();
        await cluster.UpAsync(cancellation, Names);
        await TelemetryLoad.ImportAsync(cluster.Gateways[0], folder, cancellation);
        await TelemetryLoad.ObserveAsync(cluster.Gateways[0], cancellation);
        using (await cluster.Gateways[0].PostAsync("v1/audit", null, cancellation))
        {
        }

        string[] asked = await AskedAsync(cancellation), missing = asked;
        while (missing.Length > 0)
        {
            Assert.False(cancellation.IsCancellationRequested, $"no process of the cluster exports {string.Join(", ", missing)}");
            await Task.Delay(500, CancellationToken.None);
            missing = [.. asked.Except(await ExportedAsync(cluster))];
        }
    }

    /// <summary>The series of all alerts and panels.</summary>
    private static async Task<string[]> AskedAsync(CancellationToken cancellation)
    {
        string files = Path.Combine(Programs.Root, "charts", "media-analytics", "files");
        HashSet<string> asked = [];
        foreach (string file in Directory.GetFiles(files, "*", SearchOption.AllDirectories))
        {
            foreach (Match line in Expression().Matches(await File.ReadAllTextAsync(file, cancellation)))
                asked.UnionWith(Series.In(line.Groups["expr"].Value.Replace("\\\"", "\"", StringComparison.Ordinal)));
        }

        Assert.Contains("media_analytics_storage_commits_failed_total", asked);
        return [.. asked];
    }

    /// <summary>The series that gateways and silos export.</summary>
    private static async Task<HashSet<string>> ExportedAsync(ClusterProcesses cluster)
    {
        HashSet<string> exported = [];
        foreach (string name in Names)
            exported.UnionWith(Sample().Matches(await cluster.MetricsAsync(name, CancellationToken.None)).Select(match => match.Value));
        return exported;
    }

    [GeneratedRegex("""^\s*"?expr"?: "?(?<expr>.+)$""", RegexOptions.Multiline)]
    private static partial Regex Expression();

    [GeneratedRegex("^[a-z][a-z0-9_]+", RegexOptions.Multiline)]
    private static partial Regex Sample();
}
