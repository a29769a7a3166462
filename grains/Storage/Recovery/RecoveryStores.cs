using MediaAnalytics.Contracts.Catalogue;
using MediaAnalytics.Storage.Artifacts.Blobs;
using MediaAnalytics.Storage.Facts;
using MediaAnalytics.Storage.Files;
using MediaAnalytics.Storage.GrainState;
using MediaAnalytics.Storage.GrainState.Redis;
using MediaAnalytics.Storage.Hosting;
using MediaAnalytics.Storage.Manifests;
using MediaAnalytics.Storage.Manifests.Blobs;
using MediaAnalytics.Storage.Redis;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Orleans.Storage;

namespace MediaAnalytics.Storage.Recovery;

/// <summary>
/// The stores of a stopped cluster whose Redis was lost, or is older than the blob container: opened without the check that log and manifests fit, to make them
/// fit. For one caller.
/// </summary>
public sealed class RecoveryStores : IAsyncDisposable
{
    private readonly ILoggerFactory _loggers;
    private readonly string _folder;
    private FolderLock? _lock;
    private RedisConnection _redis = null!;
    private ParquetFactsStore? _facts;

    private RecoveryStores(ILoggerFactory loggers, string folder) => (_loggers, _folder) = (loggers, folder);

    /// <summary>What the log is and has to become.</summary>
    public LogPlan Log { get; private set; } = null!;

    /// <summary>Address of Redis, for messages.</summary>
    public string Server => _redis.Server;

    /// <summary>Connects, and looks. Nothing is changed but for a blob that is written and deleted to try the container.</summary>
    /// <param name="options">Where the stores are.</param>
    /// <param name="partitions">Partitions that the log was created with.</param>
    /// <param name="facts">What reads of facts may use.</param>
    /// <param name="folder">Scratch folder; it is emptied, and goes at the end.</param>
    /// <param name="loggers">Disposed with the stores.</param>
    /// <param name="cancellation">Stops the opening.</param>
    /// <exception cref="ArgumentException">An option is out of range; the message names its key.</exception>
    /// <exception cref="StorageUnavailableException">A store can't be reached or trusted; the message says what to do.</exception>
    /// <exception cref="InvalidDataException">Log and manifests can't be brought together; the message says why and what to do.</exception>
    public static async Task<RecoveryStores> OpenAsync(
        ClusterOptions options, int partitions, FactsOptions facts, string folder, ILoggerFactory loggers, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        var stores = new RecoveryStores(loggers, Path.GetFullPath(folder));
        try
        {
            await stores.ConnectAsync(options, partitions, facts, cancellation).ConfigureAwait(false);
            return stores;
        }
        catch
        {
            await stores.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>
    /// How many silos and gateways of the cluster are connected to Redis. Each listens for due work from before it opens its stores until it ends, so this counts
    /// those that are stopped in their tracks too, and none that is gone, unlike membership, which a restored Redis has from the past.
    /// </summary>
    public Task<long> ProcessesAsync() => _redis.SubscribersAsync(_redis.Keys.WorkChannel);

    /// <summary>The newest version of every MV's record in a partition's facts, in no order.</summary>
    /// <exception cref="FactsDamagedException">A file is missing or not what it was when written.</exception>
    public IAsyncEnumerable<MvRecord> NewestRecordsAsync(PartitionPlan partition, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(partition);
        return _facts!.NewestRecordsAsync(partition.Manifest.Facts, partition.Manifest.Offset, cancellation);
    }

    /// <summary>The grain state in Redis.</summary>
    /// <param name="serialization">Where Orleans' serializer is.</param>
    public IGrainStorage State(IServiceProvider serialization) => new RedisGrainStorage(
        _redis,
        ActivatorUtilities.CreateInstance<OrleansGrainStorageSerializer>(serialization),
        serialization.GetRequiredService<Orleans.Serialization.Serializers.IActivatorProvider>(),
        new WorkSignal());

    /// <summary>Makes the log fit; whole or not at all. Until then no silo or gateway opens the stores where it did not fit.</summary>
    /// <exception cref="InvalidDataException">The log has changed since it was looked at; nothing was changed.</exception>
    public Task FitLogAsync(CancellationToken cancellation = default) => RedisLogFitting.FitAsync(_redis, Log, cancellation);

    public async ValueTask DisposeAsync()
    {
        _facts?.Dispose();
        if (_redis is not null)
        {
            await _redis.DisposeAsync().ConfigureAwait(false);
        }

        if (_lock is not null)
        {
            _lock.Dispose();
            Directory.Delete(_folder, recursive: true);
        }

        _loggers.Dispose();
    }

    private async Task ConnectAsync(ClusterOptions options, int partitions, FactsOptions facts, CancellationToken cancellation)
    {
        DurableFolder.Create(_folder);
        _lock = FolderLock.Take(_folder);
        _redis = await RedisConnection.OpenAsync(options.RedisPart, _loggers.CreateLogger<RedisConnection>(), cancellation).ConfigureAwait(false);
        var blobs = options.BlobsPart(_folder);
        var container = await BlobConnection.OpenAsync(blobs, cancellation).ConfigureAwait(false);
        _facts = ParquetFactsStore.Open(BlobArtifactStore.Open(container, blobs), facts, _folder);
        var manifests = await ManifestsAsync(new BlobManifestStore(container), container.Place, partitions, cancellation).ConfigureAwait(false);
        Log = await RedisLogFitting.LookAsync(_redis, manifests, cancellation).ConfigureAwait(false);
    }

    /// <summary>The manifests of all partitions, which the number of partitions is checked by: MVs would be looked for in other ones else.</summary>
    private static async Task<IReadOnlyList<Manifest>> ManifestsAsync(
        BlobManifestStore store, string place, int partitions, CancellationToken cancellation)
    {
        var found = new SortedDictionary<int, Manifest>();
        foreach (int partition in await store.PartitionsAsync(cancellation).ConfigureAwait(false))
        {
            if (await store.ReadAsync(partition, cancellation).ConfigureAwait(false) is { } manifest)
            {
                found.Add(partition, manifest);
            }
        }

        return found.Count == 0
            ? throw new InvalidDataException(
                $"The container {place} holds no manifest, so there is nothing to recover Redis from: see that Cluster:Blobs and Cluster:Container name the right one. Where it was lost, "
                + "restore it first; where the cluster never took a batch, start it on an empty Redis.")
            : !found.Keys.SequenceEqual(Enumerable.Range(0, partitions))
            ? throw new InvalidDataException(
                $"The container {place} holds manifests of the partitions {string.Join(", ", found.Keys)}, but the key Partitions says {partitions}. Set Partitions to {found.Keys.Last() + 1}, as when the log was "
                + "created; where a manifest between is missing, restore it first.")
            : found.Values.Select(static m => m.LogGeneration).Distinct().Count() > 1
            ? throw new InvalidDataException(
                $"The manifests in the container {place} belong to different event logs: it was put together from several backups. Restore it from one.")
            : [.. found.Values];
    }
}
