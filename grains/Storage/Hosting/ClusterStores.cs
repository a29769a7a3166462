using MediaAnalytics.Storage.Artifacts.Blobs;
using MediaAnalytics.Storage.EventLog.Redis;
using MediaAnalytics.Storage.Files;
using MediaAnalytics.Storage.GrainState;
using MediaAnalytics.Storage.GrainState.Redis;
using MediaAnalytics.Storage.Manifests;
using MediaAnalytics.Storage.Manifests.Blobs;
using MediaAnalytics.Storage.Redis;
using Microsoft.Extensions.Logging;

namespace MediaAnalytics.Storage.Hosting;

/// <summary>
/// The open stores of a cluster, shared with its other processes: Redis, and a blob container whose local copies lie in a scratch folder that this process
/// keeps to itself. Opened before the host is built, closed when disposed.
/// </summary>
public sealed class ClusterStores : IAsyncDisposable
{
    private readonly ILoggerFactory _loggers;
    private FolderLock? _lock;

    private ClusterStores(ILoggerFactory loggers) => _loggers = loggers;

    internal RedisConnection Redis { get; private set; } = null!;

    internal RedisEventLog Log { get; private set; } = null!;

    internal WorkSignal Signal { get; } = new();

    internal RedisWorkIndex Work { get; private set; } = null!;

    internal BlobArtifactStore Artifacts { get; private set; } = null!;

    internal BlobManifestStore Manifests { get; private set; } = null!;

    /// <summary>Connects, and checks that the stores are durable and belong together.</summary>
    /// <param name="options">Where they are.</param>
    /// <param name="partitions">Partitions of the log.</param>
    /// <param name="folder">Scratch folder of this process; made where missing.</param>
    /// <param name="loggers">For what happens to the connections; disposed with the stores.</param>
    /// <param name="cancellation">Stops the opening.</param>
    /// <exception cref="ArgumentException">An option is out of range; the message names its key.</exception>
    /// <exception cref="StorageUnavailableException">A store can't be reached or trusted; the message says what to do.</exception>
    /// <exception cref="InvalidDataException">Log and manifests do not belong together.</exception>
    public static async Task<ClusterStores> OpenAsync(
        ClusterOptions options, int partitions, string folder, ILoggerFactory loggers, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        var stores = new ClusterStores(loggers);
        try
        {
            await stores.ConnectAsync(options, partitions, Path.GetFullPath(folder), cancellation).ConfigureAwait(false);
            return stores;
        }
        catch
        {
            await stores.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (Log is not null)
        {
            await Log.DisposeAsync().ConfigureAwait(false);
        }

        if (Redis is not null)
        {
            await Redis.DisposeAsync().ConfigureAwait(false);
        }

        _lock?.Dispose();
        _loggers.Dispose();
    }

    private async Task ConnectAsync(ClusterOptions options, int partitions, string folder, CancellationToken cancellation)
    {
        DurableFolder.Create(folder);
        _lock = FolderLock.Take(folder);
        Redis = await RedisConnection.OpenAsync(options.RedisPart, _loggers.CreateLogger<RedisConnection>(), cancellation).ConfigureAwait(false);
        Log = await RedisEventLog.OpenAsync(Redis, partitions, TimeProvider.System, _loggers.CreateLogger<RedisEventLog>(), cancellation).ConfigureAwait(false);
        Work = await RedisWorkIndex.OpenAsync(Redis, Signal).ConfigureAwait(false);
        var blobs = options.BlobsPart(folder);
        var container = await BlobConnection.OpenAsync(blobs, cancellation).ConfigureAwait(false);
        Artifacts = BlobArtifactStore.Open(container, blobs);
        Manifests = new(container);
        await ManifestCheck.RunAsync(Log, Manifests, cancellation).ConfigureAwait(false);
    }
}
