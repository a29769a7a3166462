using MediaAnalytics.Grains.Observations.Folding;
using MediaAnalytics.Storage;
using MediaAnalytics.Storage.Artifacts;
using MediaAnalytics.Storage.EventLog;
using MediaAnalytics.Storage.Facts;
using MediaAnalytics.Storage.Manifests;

namespace MediaAnalytics.Grains.Observations;

/// <summary>Opens a partition's state at a raised epoch, which fences off every earlier activation, and commits it. Safe to call from any thread.</summary>
internal sealed class PartitionStateStore(
    IEventLog log, IManifestStore manifests, IArtifactStore artifacts, IFactsStore facts, PartitionOptions options, TimeProvider time)
{
    /// <summary>Readings of late series that are folded again at once.</summary>
    private const long RestatedAtOnce = 200_000;

    /// <summary>Tries to take a partition over while others commit.</summary>
    private const int Tries = 5;

    /// <summary>Reads the newest committed state and takes it over.</summary>
    /// <exception cref="InvalidDataException">Log, manifest and snapshot do not belong together, or one is damaged.</exception>
    /// <exception cref="StorageUnavailableException">A store is away, or other activations committed at each try.</exception>
    public async Task<PartitionState> OpenAsync(int partition, CancellationToken cancellation)
    {
        for (int attempt = 0; attempt < Tries; attempt++)
        {
            // The activation before this one may commit for the last time between the read and the take-over.
            if (await TryOpenAsync(partition, cancellation) is { } state)
                return state;
        }

        throw new StorageUnavailableException($"Partition {partition} could not be taken over: another activation committed at each of {Tries} tries. It is tried again.");
    }

    /// <summary>Takes it over; null where its manifest was replaced meanwhile.</summary>
    private async Task<PartitionState?> TryOpenAsync(int partition, CancellationToken cancellation)
    {
        // The log's begin before the manifest, its end after: the activation before this one may still commit and trim meanwhile.
        long tail = await log.TailAsync(partition, cancellation);
        Manifest? found = await manifests.ReadAsync(partition, cancellation);
        await log.RefreshHeadAsync(partition, cancellation);
        if (found is not null)
            ManifestCheck.Require(log, partition, found.LogGeneration, found.Offset);
        bool isOld = found is { Snapshot: not null, Facts.Count: 0 } && tail == 1;
        Manifest? usable = isOld ? null : found;
        if (tail > (usable?.Offset ?? 0) + 1)
        {
            throw new InvalidDataException(
                $"the log of partition {partition} begins at offset {tail}, but its manifest ends at {usable?.Offset ?? 0}: what lies between is lost. "
                + "Restore log and manifests from one backup");
        }

        long bytes = 0;
        PartitionFold fold = new(new(options.SourcePrecedence), options.RecentDeltas);
        if (usable?.Snapshot is { } key)
            (fold, bytes) = await LoadAsync(partition, key, cancellation);
        if (fold.Cursor != (usable?.Offset ?? 0))
            throw new InvalidDataException($"the snapshot of partition {partition} is at offset {fold.Cursor}, its manifest at {usable?.Offset}");

        var raised = new Manifest
        {
            Revision = (found?.Revision ?? 0) + 1,
            Epoch = (found?.Epoch ?? 0) + 1,
            LogGeneration = log.Generation,
            Offset = fold.Cursor,
            Snapshot = usable?.Snapshot,
            Facts = usable?.Facts ?? [],
            WrittenAt = Later(found),
        };
        if (!await manifests.TryReplaceAsync(partition, found?.Revision ?? 0, raised, cancellation))
            return null;

        var state = new PartitionState(partition, fold, raised) { SnapshotBytes = bytes };
        await SweepAsync(state, cancellation);
        return state;
    }

    /// <summary>Reads the fold of a snapshot, and its size.</summary>
    /// <exception cref="InvalidDataException">The snapshot is missing or damaged.</exception>
    public async Task<(PartitionFold Fold, long Bytes)> LoadAsync(int partition, string key, CancellationToken cancellation)
    {
        await using (Stream check = await OpenAsync(partition, key, cancellation))
            await Task.Run(() => SnapshotReader.Check(check), cancellation);
        await using Stream stream = await OpenAsync(partition, key, cancellation);
        PartitionFold fold = await Task.Run(() => FoldSnapshot.Read(stream, new(options.SourcePrecedence), options.RecentDeltas), cancellation);
        return (fold, await artifacts.LengthAsync(key, cancellation) ?? 0);
    }

    /// <summary>
    /// Folds the late series again, from facts and tail. Until that is done nothing may be published, committed or folded further.
    /// </summary>
    /// <exception cref="FactsDamagedException">A facts file can't be read; the series stay late.</exception>
    public async Task SettleAsync(PartitionState state)
    {
        while (!state.Fold.Late.IsEmpty)
        {
            HashSet<int> group = state.Fold.Late.Some(RestatedAtOnce);
            IReadOnlyList<FactReading> history =
                await facts.ReadingsAsync(state.Manifest.Facts, [.. group.Select(state.Fold.KeyOf)], state.Manifest.Offset);
            // Beside the turn, which goes on answering: a long series takes longer than others should wait. Nothing else changes the fold until it is settled.
            Refolded refolded = await Task.Run(() => state.Fold.Refold(group, history, state.Tail));
            state.Fold.Put(refolded);
        }
    }

    /// <summary>
    /// Commits fold, facts and offset together; false where another activation has taken the partition over. What was written for nothing is swept when the
    /// partition next opens. <see cref="TidyAsync"/> is owed afterwards.
    /// </summary>
    public async Task<bool> CommitAsync(PartitionState state)
    {
        Manifest seen = state.Manifest;
        int partition = state.Partition;
        long offset = state.Fold.Cursor;
        string key = ArtifactKeys.Snapshot(partition, seen.Epoch, offset);
        await ForgetDamagedAsync(state);
        LogEntry[] unwritten = [.. state.Tail.SkipWhile(entry => state.Written is [.., var last] && entry.Offset <= last.Last)];
        if (unwritten.Length > 0)
            state.Written.Add(await facts.WriteAsync(partition, seen.Epoch, unwritten));
        await WriteAsync(state, key);
        long bytes = await artifacts.LengthAsync(key) ?? 0;
        var next = seen with
        {
            Revision = seen.Revision + 1,
            Offset = offset,
            Snapshot = key,
            Facts = [.. seen.Facts, .. state.Written],
            WrittenAt = Later(seen),
        };
        if (!await TryReplaceAsync(state, next))
            return false;

        state.SnapshotBytes = bytes;
        return true;
    }

    /// <summary>Lets go of what the newest commit has made superfluous: old manifests, and the log up to its offset. May be done again.</summary>
    public async Task TidyAsync(PartitionState state)
    {
        foreach (string forgotten in await manifests.ForgetAsync(state.Partition, time.GetUtcNow() - options.Retention, options.SnapshotEvery))
            state.Retired.Enqueue((forgotten, time.GetUtcNow() + options.LongestQuery));
        await log.TrimAsync(state.Partition, state.Manifest.Offset);
    }

    /// <summary>Puts a compacted file in the place of those it was made of; false where another activation has taken the partition over.</summary>
    public async Task<bool> ReplaceFactsAsync(PartitionState state, IReadOnlyList<FactsFile> replaced, FactsFile by)
    {
        Manifest seen = state.Manifest;
        int first = seen.Facts.ToList().FindIndex(file => file.Key == replaced[0].Key);
        if (first < 0)
            throw new InvalidOperationException($"the manifest of partition {state.Partition} does not name {replaced[0].Key}");
        FactsFile[] files = [.. seen.Facts.Take(first), by, .. seen.Facts.Skip(first + replaced.Count)];
        if (!await TryReplaceAsync(state, seen with { Revision = seen.Revision + 1, Facts = files, WrittenAt = Later(seen) }))
            return false;

        foreach (FactsFile file in replaced)
            state.Retired.Enqueue((file.Key, time.GetUtcNow() + options.LongestQuery));
        return true;
    }

    /// <summary>Whether the partition still belongs to this activation.</summary>
    public async Task<bool> OwnsAsync(PartitionState state) => (await manifests.ReadAsync(state.Partition))?.Epoch == state.Manifest.Epoch;

    /// <summary>Deletes the retired files that are due.</summary>
    public async Task DeleteRetiredAsync(PartitionState state)
    {
        while (state.Retired.TryPeek(out (string Key, DateTimeOffset Due) oldest) && oldest.Due <= time.GetUtcNow())
        {
            await artifacts.DeleteAsync(oldest.Key);
            state.Retired.Dequeue();
        }
    }

    /// <summary>Of the files that wait for a commit, those from the first damaged one on are written again: the log still has their entries.</summary>
    private async Task ForgetDamagedAsync(PartitionState state)
    {
        for (int file = 0; file < state.Written.Count; file++)
        {
            if ((await facts.VerifyAsync([state.Written[file]])).Count > 0)
                state.Written.RemoveRange(file, state.Written.Count - file);
        }
    }

    private async Task WriteAsync(PartitionState state, string key)
    {
        try
        {
            await artifacts.WriteAsync(key, (stream, _) => Task.Run(() => FoldSnapshot.Write(state.Fold, stream), CancellationToken.None));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new StorageUnavailableException(
                $"The snapshot of partition {state.Partition} could not be written as {key} ({e.Message}); nothing of it is stored. The log keeps what it is made "
                + "of, and it is tried again. Check free space on the data folder's disk.",
                e);
        }
    }

    private async Task<bool> TryReplaceAsync(PartitionState state, Manifest next)
    {
        if (!await manifests.TryReplaceAsync(state.Partition, state.Manifest.Revision, next))
        {
            // An earlier try may have taken effect though it threw: then the manifest is ours, and says the same.
            Manifest? standing = await manifests.ReadAsync(state.Partition);
            if (standing?.Epoch != next.Epoch || standing.Snapshot != next.Snapshot || !standing.Facts.SequenceEqual(next.Facts))
                return false;
            next = standing;
        }

        state.Committed(next);
        return true;
    }

    /// <summary>What an activation before this one left behind is retired.</summary>
    private async Task SweepAsync(PartitionState state, CancellationToken cancellation)
    {
        HashSet<string> kept = [.. state.Manifest.Facts.Select(file => file.Key), .. await manifests.SnapshotsAsync(state.Partition, cancellation)];
        DateTimeOffset due = time.GetUtcNow() + options.LongestQuery;
        await foreach (string key in artifacts.ListAsync(ArtifactKeys.Snapshots(state.Partition), cancellation))
        {
            if (!kept.Contains(key))
                state.Retired.Enqueue((key, due));
        }

        await foreach (string key in facts.ListAsync(state.Partition, cancellation))
        {
            if (!kept.Contains(key))
                state.Retired.Enqueue((key, due));
        }
    }

    /// <summary>The present, but never before the manifest that is replaced: a clock that jumps back must not reorder them.</summary>
    private DateTimeOffset Later(Manifest? seen) => seen?.WrittenAt is { } written && written > time.GetUtcNow() ? written : time.GetUtcNow();

    private async Task<Stream> OpenAsync(int partition, string key, CancellationToken cancellation) =>
        await artifacts.OpenReadAsync(key, cancellation)
        ?? throw new InvalidDataException($"the snapshot {key} of partition {partition} is missing from the artifact store");
}
