using MediaAnalytics.Contracts.Dissemination;
using MediaAnalytics.Contracts.Observations;
using MediaAnalytics.Grains.Observations.Folding;
using MediaAnalytics.Storage.EventLog;
using MediaAnalytics.Storage.Facts;
using MediaAnalytics.Storage.Manifests;

namespace MediaAnalytics.Grains.Observations.Past;

/// <summary>Rebuilds a partition's fold as a manifest of the past had it, beside the live one. Safe to call from any thread.</summary>
internal sealed class PastRebuild(PartitionStateStore states, IManifestStore manifests, IFactsStore facts, PartitionOptions options)
{
    /// <summary>Replayed entries of this size together are settled before more are read.</summary>
    private const long TailBytesAllowed = 32 * 1024 * 1024;

    /// <summary>The cell table as it was when a manifest was written; its windows end at that instant.</summary>
    /// <exception cref="FactsDamagedException">A facts file is missing or damaged.</exception>
    /// <exception cref="InvalidDataException">A snapshot is missing or damaged, or the facts end too early.</exception>
    public async Task<CellTable> BuildAsync(int partition, Manifest past, CancellationToken cancellation)
    {
        Manifest current = await manifests.ReadAsync(partition, cancellation)
            ?? throw new InvalidDataException($"partition {partition} has manifests of the past but no current one");
        var fold = new PartitionFold(new(options.SourcePrecedence), options.RecentDeltas);
        if (await manifests.NearestSnapshotAsync(partition, past.Offset, cancellation) is var (_, key))
            (fold, _) = await states.LoadAsync(partition, key, cancellation);

        // The windows end when the manifest was written, so the replay need not keep what no such window shows.
        fold.Recent.Prune(past.WrittenAt.UtcTicks);
        var state = new PartitionState(partition, fold, current with { Offset = fold.Cursor });
        await foreach ((long offset, LogEvent happened) in facts.ReplayAsync(current.Facts, fold.Cursor, past.Offset, cancellation))
        {
            state.Apply(new(offset, LogEventCodec.Encode(happened)));
            if (state.TailBytes > TailBytesAllowed)
                await SettleAsync(state);
        }

        await SettleAsync(state);
        if (fold.Cursor != past.Offset)
            throw new InvalidDataException($"the facts of partition {partition} end at offset {fold.Cursor}; the manifest of {past.WrittenAt:O} is at {past.Offset}");

        (Cell[] cells, Overview overview, DateTimeOffset? since) = await Task.Run(() => CellTableBuilder.Build(fold, past.WrittenAt), cancellation);
        return new(partition, past.Epoch, 0, past.Offset, past.WrittenAt, cells, overview, since, past.Revision);
    }

    private async Task SettleAsync(PartitionState state)
    {
        await states.SettleAsync(state);
        state.Committed(state.Manifest with { Offset = state.Fold.Cursor });
    }
}
