using System.Diagnostics;
using MediaAnalytics.Tests.Processes;
using Xunit;

namespace MediaAnalytics.Tests.Cluster.WholeCluster;

/// <summary>A cluster of real processes by <c>eng/cluster.sh</c>, in a folder and on ports of its own. One caller at a time.</summary>
internal sealed class ClusterProcesses : IAsyncDisposable
{
    /// <summary>Below the ports that systems give to connections; the script takes a hundred.</summary>
    private static readonly int BasePort = 10_000 + Environment.ProcessId % 200 * 100;

    private readonly TemporaryFolder folder = new();

    /// <summary>The gateways' addresses.</summary>
    public Uri[] Gateways { get; } = [new($"http://127.0.0.1:{BasePort + 5}"), new($"http://127.0.0.1:{BasePort + 6}")];

    /// <summary>Starts everything and waits until it is ready; skips the test, with the reason, where a tool is missing.</summary>
    public static async Task<ClusterProcesses> UpAsync(CancellationToken cancellation)
    {
        Assert.SkipUnless(RedisServer.IsInstalled, RedisServer.Missing);
        Assert.SkipWhen(AzuriteServer.Absent is not null, AzuriteServer.Absent ?? "");
        var cluster = new ClusterProcesses();
        try
        {
            await cluster.RunAsync(cancellation, "up");
            return cluster;
        }
        catch
        {
            await cluster.DisposeAsync();
            throw;
        }
    }

    /// <summary>Runs one of the script's commands.</summary>
    public async Task RunAsync(CancellationToken cancellation, params string[] command)
    {
        var start = new ProcessStartInfo(Path.Combine(Programs.Root, "eng", "cluster.sh"), command);
        start.Environment["CLUSTER_DIR"] = folder["cluster"];
        start.Environment["BASE_PORT"] = $"{BasePort}";
        start.Environment["PORT"] = $"{BasePort + 5}";
        start.Environment["CONFIGURATION"] = new DirectoryInfo(AppContext.BaseDirectory.TrimEnd('/')).Parent!.Name;
        await using var script = new ChildProcess(start);
        int code = await script.ExitAsync(cancellation);
        Assert.True(code == 0, $"eng/cluster.sh {string.Join(' ', command)} ended with {code}:\n{script.Output}\n{Logs()}");
    }

    /// <summary>The ends of the processes' logs.</summary>
    public string Logs() => string.Join('\n', Directory.EnumerateFiles(folder["cluster"], "*.log").Order()
        .Select(log => $"== {Path.GetFileName(log)}\n{string.Join('\n', File.ReadLines(log).TakeLast(20))}"));

    public async ValueTask DisposeAsync()
    {
        await RunAsync(CancellationToken.None, "down");
        folder.Dispose();
    }
}
