using MediaAnalytics.Storage.Artifacts;
using MediaAnalytics.Storage.EventLog;
using MediaAnalytics.Storage.Manifests;

namespace MediaAnalytics.Storage.Hosting;

/// <summary>The open stores of a cluster, shared with its other processes. Opened before the host is built, closed when disposed.</summary>
public sealed class ClusterStores : IAsyncDisposable
{
    private ClusterStores()
    {
    }

    internal IEventLog Log { get; } = null!;

    internal IArtifactStore Artifacts { get; } = null!;

    internal IManifestStore Manifests { get; } = null!;

    public static Task<ClusterStores> OpenAsync(ClusterOptions options, int partitions, string folder, CancellationToken cancellation) => Task.FromResult(new ClusterStores());

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
