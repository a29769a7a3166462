using MediaAnalytics.Tests.Processes;
using Xunit;

namespace MediaAnalytics.Tests.Cluster.Chaos;

/// <summary>Tests of clusters of real processes: one at a time, and not beside others, since they measure and need what the machine has.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class RealClusters
{
    public const string Name = "real clusters";

    /// <summary>Where the processes' logs are copied to when a test fails; nowhere where the environment does not say.</summary>
    private const string KeepLogs = "MEDIA_ANALYTICS_CLUSTER_LOGS";

    private const int TailLines = 40;

    /// <summary>Runs a test over a cluster in which nothing runs yet, and takes everything down, however it ends. Skips it where the cluster can't be run.</summary>
    /// <param name="output">Gets the ends of the processes' logs where the test fails.</param>
    /// <param name="patience">How long it may take.</param>
    /// <param name="test">The test.</param>
    /// <param name="settings">Configuration keys of all processes, as <c>Partition__CommitEvery</c>, and their values.</param>
    internal static async Task RunAsync(
        ITestOutputHelper output, TimeSpan patience, Func<ClusterProcesses, CancellationToken, Task> test, params (string Key, string Value)[] settings)
    {
        Assert.SkipWhen(ClusterProcesses.Absent is not null, ClusterProcesses.Absent ?? "");
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(patience);
        await using var cluster = new ClusterProcesses(settings);
        try
        {
            await test(cluster, limit.Token);
        }
        catch (Exception failed)
        {
            output.WriteLine($"failed: {failed.Message}");
            await WriteLogsAsync(cluster, output);
            throw;
        }
    }

    private static async Task WriteLogsAsync(ClusterProcesses cluster, ITestOutputHelper output)
    {
        string kept = Environment.GetEnvironmentVariable(KeepLogs) ?? "";
        foreach (string log in cluster.Logs)
        {
            string[] lines = await File.ReadAllLinesAsync(log);
            output.WriteLine($"== {Path.GetFileName(log)}, the last of {lines.Length} lines\n{string.Join('\n', lines.TakeLast(TailLines))}");
            if (kept.Length > 0)
                File.Copy(log, Path.Combine(Directory.CreateDirectory(kept).FullName, Path.GetFileName(log)), overwrite: true);
        }
    }
}
