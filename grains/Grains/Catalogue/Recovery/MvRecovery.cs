using MediaAnalytics.Analysis.Signal;
using MediaAnalytics.Contracts.Catalogue;
using MediaAnalytics.Grains.Genre.Serving;
using MediaAnalytics.Grains.Keys;
using MediaAnalytics.Storage.Artifacts;
using MediaAnalytics.Storage.EventLog;
using MediaAnalytics.Storage.Recovery;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Serialization;
using Orleans.Storage;

namespace MediaAnalytics.Grains.Catalogue.Recovery;

/// <summary>
/// Writes the state of MVs from their records in the facts, where Redis lacks it or has an older version, without a silo. What was written stands, so it may be
/// broken off and run again. For one caller, while no silo runs.
/// </summary>
public sealed class MvRecovery : IAsyncDisposable
{
    private const int AtOnce = 64;
    private const int TellEvery = 10_000;

    private readonly RecoveryStores _stores;
    private readonly TimeProvider _time;
    private readonly ServiceProvider _serialization;
    private readonly IGrainStorage _storage;

    /// <param name="stores">The stores of the stopped cluster.</param>
    /// <param name="time">The clock.</param>
    public MvRecovery(RecoveryStores stores, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(stores);
        (_stores, _time) = (stores, time);
        _serialization = new ServiceCollection().AddSerializer(static s => s.AddAssembly(typeof(MvState).Assembly)).BuildServiceProvider();
        _storage = stores.State(_serialization);
    }

    public ValueTask DisposeAsync() => _serialization.DisposeAsync();

    /// <summary>Whether Redis holds a book of API keys.</summary>
    public Task<bool> HasKeysAsync() => HasAsync<ApiKeysState>("keys", "apikeys");

    /// <summary>Whether Redis holds an order of which model is to serve.</summary>
    public Task<bool> HasModelOrderAsync() => HasAsync<GenreModelsState>("models", "genremodels");

    /// <summary>Recovers one partition's MVs.</summary>
    /// <param name="partition">Which.</param>
    /// <param name="writes">False only counts.</param>
    /// <param name="progress">Is told now and then.</param>
    /// <param name="cancellation">Breaks it off.</param>
    /// <exception cref="InvalidDataException">An MV is in a partition that is not its own: the number of partitions is wrong.</exception>
    public async Task<MvsRecovered> RunAsync(
        PartitionPlan partition, bool writes, Action<MvsRecovered> progress, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(partition);
        ArgumentNullException.ThrowIfNull(progress);
        var total = new MvsRecovered(0, 0, 0, 0);
        var gate = new Lock();
        await Parallel.ForEachAsync(
            _stores.NewestRecordsAsync(partition, cancellation),
            new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellation },
            async (record, _) =>
            {
                MvsRecovered one = await OneAsync(partition.Partition, record, writes);
                lock (gate)
                {
                    total += one;
                    if (total.Seen % TellEvery == 0)
                        progress(total);
                }
            });
        return total;
    }

    private async Task<MvsRecovered> OneAsync(int partition, MvRecord record, bool writes)
    {
        string mv = record.Entry.Id;
        if (Partitioning.Of(mv, _stores.Log.Partitions.Count) != partition)
            throw new InvalidDataException($"MV '{mv}' is in the facts of partition {partition}, where it does not belong: the container was put together from clusters with other numbers of partitions. Nothing more is written.");

        var state = new GrainState<MvState>();
        GrainId grain = GrainId.Create("mv", mv);
        await _storage.ReadStateAsync("mv", grain, state);
        MvState stored = state.State!;
        MvRecord? standing = stored.Record;
        if (standing?.Version >= record.Version)
            return new(1, 0, 0, 0);

        Put(stored, record);
        if (writes)
            await _storage.WriteStateAsync("mv", grain, state);
        return new(1, standing is null ? 1 : 0, standing is null ? 0 : 1, stored.StageDue is null ? 0 : 1);
    }

    /// <summary>Puts a record in a state, as its own outbox and workflow would have, with everything due that may not have been done.</summary>
    private void Put(MvState state, MvRecord record)
    {
        DateTimeOffset now = _time.GetUtcNow();
        bool decoded = record.Stage is MvStage.Classifying or MvStage.AwaitingAccelerator or MvStage.Classified;
        bool goesOn = record.WithdrawnAt is null && record.Entry.MediaHash is not null && record.Stage.IsUnderWay();
        state.Record = record;
        state.OutboxDue = now;
        state.StageDue = goesOn ? now : null;
        state.Attempts = 0;
        state.Setbacks = 0;

        // Where the track is not there, recognition says so and it is decoded again.
        state.Artifact = decoded && record.Entry.MediaHash is { } media ? ArtifactKeys.LogMel(media, LogMelContract.Default.Id) : null;

        // The orders to serve may count from one again.
        state.PosteriorSequence = 0;
        state.Origin = null;
        MvOutbox.Announce(state);
    }

    private async Task<bool> HasAsync<T>(string kind, string type)
    {
        var state = new GrainState<T>();
        await _storage.ReadStateAsync(kind, GrainId.Create(GrainType.Create(type), GrainIdKeyExtensions.CreateIntegerKey(0)), state);
        return state.RecordExists;
    }
}
