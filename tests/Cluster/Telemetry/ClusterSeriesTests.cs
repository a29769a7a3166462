using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using MediaAnalytics.Tests.Processes;
using Xunit;

namespace MediaAnalytics.Tests.Cluster.Telemetry;

/// <summary>The processes of a cluster together export what alerts and dashboards ask for.</summary>
public sealed partial class ClusterSeriesTests
{
    private const int Gateway = 0, Others = 90;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(4);

    [Fact]
    public async Task EverySeriesThatIsAskedForComesFromSomeProcess()
    {
        Assert.SkipUnless(Programs.OnPath("redis-server"), "redis-server is not installed: run eng/setup.sh --tests.");
        Assert.SkipWhen(AzuriteServer.Absent is not null, AzuriteServer.Absent ?? "");
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(Patience);
        CancellationToken cancellation = limit.Token;
        using var folder = new TemporaryFolder();
        // The script needs two addresses for gateways and a hundred for all else.
        int port = LoopbackPort.Free() / 200 * 200;
        try
        {
            await ScriptAsync("up", port, folder, cancellation);
            using var client = new HttpClient { BaseAddress = new($"http://127.0.0.1:{port + Gateway}") };
            await TelemetryLoad.ImportAsync(client, folder, cancellation);
            await TelemetryLoad.ObserveAsync(client, cancellation);
            using (await client.PostAsync("v1/audit", null, cancellation))
            {
            }

            string[] asked = await AskedAsync(cancellation), missing = asked;
            while (missing.Length > 0)
            {
                Assert.False(cancellation.IsCancellationRequested, $"no process of the cluster exports {string.Join(", ", missing)}");
                await Task.Delay(500, CancellationToken.None);
                missing = [.. asked.Except(await ExportedAsync(port))];
            }
        }
        finally
        {
            await ScriptAsync("down", port, folder, CancellationToken.None);
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
    private static async Task<HashSet<string>> ExportedAsync(int port)
    {
        HashSet<string> exported = [];
        using var client = new HttpClient();
        foreach (int place in (int[])[Gateway, Gateway + 1, Others + 11, Others + 12, Others + 31])
            exported.UnionWith(Sample().Matches(await client.GetStringAsync(new Uri($"http://127.0.0.1:{port + place}/metrics"))).Select(match => match.Value));
        return exported;
    }

    private static async Task ScriptAsync(string verb, int port, TemporaryFolder folder, CancellationToken cancellation)
    {
        var start = new ProcessStartInfo(Path.Combine(Programs.Root, "eng", "cluster.sh"), [verb]);
        start.Environment["CLUSTER_DIR"] = folder["cluster"];
        start.Environment["PORT"] = port.ToString(CultureInfo.InvariantCulture);
        start.Environment["BASE_PORT"] = (port + Others).ToString(CultureInfo.InvariantCulture);
        start.Environment["CONFIGURATION"] = new DirectoryInfo(AppContext.BaseDirectory.TrimEnd('/')).Parent!.Name;
        start.Environment["MEDIAANALYTICS_Partition__CommitEvery"] = "00:00:01";
        await using var script = new ChildProcess(start);
        Assert.True(await script.ExitAsync(cancellation) == 0, script.Output);
    }

    [GeneratedRegex("""^\s*"?expr"?: "?(?<expr>.+)$""", RegexOptions.Multiline)]
    private static partial Regex Expression();

    [GeneratedRegex("^[a-z][a-z0-9_]+", RegexOptions.Multiline)]
    private static partial Regex Sample();
}
