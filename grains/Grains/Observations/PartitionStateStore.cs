using MediaAnalytics.Grains.Observations.Folding;
using MediaAnalytics.Storage.Artifacts;
using MediaAnalytics.Storage.EventLog;
using MediaAnalytics.Storage.Manifests;

namespace MediaAnalytics.Grains.Observations;

/// <summary>Opens a partition's state at a raised epoch, which fences off every earlier activation, and commits it. Safe to call from any thread.</summary>
internal sealed class PartitionStateStore(
    IEventLog log, IManifestStore manifests, IArtifactStore artifacts, PartitionOptions options, TimeProvider time)
{
    /// <summary>Reads the newest committed state and takes it over.</summary>
    /// <exception cref="InvalidDataException">Log, manifest and snapshot do not belong together, or one is damaged.</exception>
    public async Task<PartitionState> OpenAsync(int partition, CancellationToken cancellation)
    {
        Manifest? found = await manifests.ReadAsync(partition, cancellation);
        if (found is not null)
            Check(partition, found);

        var precedence = new SourcePrecedence(options.SourcePrecedence);
        byte[]? snapshot = found?.Snapshot is { } key ? await ReadAsync(partition, key, cancellation) : null;
        PartitionFold fold = snapshot is null ? new(precedence) : await Task.Run(() => FoldSnapshot.Read(snapshot, precedence), cancellation);
        if (fold.Cursor != (found?.Offset ?? 0))
            throw new InvalidDataException($"the snapshot of partition {partition} is at offset {fold.Cursor}, its manifest at {found?.Offset}");

        var raised = new Manifest
        {
            Revision = (found?.Revision ?? 0) + 1,
            Epoch = (found?.Epoch ?? 0) + 1,
            LogGeneration = log.Generation,
            Offset = fold.Cursor,
            Snapshot = found?.Snapshot,
            WrittenAt = time.GetUtcNow(),
        };
        if (!await manifests.TryReplaceAsync(partition, found?.Revision ?? 0, raised, cancellation))
            throw new InvalidOperationException($"another activation of partition {partition} opened it at the same moment");

        await foreach (string left in artifacts.ListAsync(ArtifactKeys.Snapshots(partition), cancellation))
        {
            if (left != raised.Snapshot)
                await artifacts.DeleteAsync(left, cancellation);
        }

        return new(partition, fold, raised, snapshot?.LongLength ?? 0);
    }

    /// <summary>Commits the fold and its offset; false where another activation has taken the partition over.</summary>
    public async Task<bool> CommitAsync(PartitionState state)
    {
        Manifest seen = state.Manifest;
        int partition = state.Partition;
        long offset = state.Fold.Cursor;
        byte[] snapshot = await Task.Run(() => FoldSnapshot.Write(state.Fold));
        string key = ArtifactKeys.Snapshot(partition, seen.Epoch, offset);
        await artifacts.WriteAsync(key, async (stream, cancellation) => await stream.WriteAsync(snapshot, cancellation));

        Manifest next = seen with { Revision = seen.Revision + 1, Offset = offset, Snapshot = key, WrittenAt = time.GetUtcNow() };
        if (!await manifests.TryReplaceAsync(partition, seen.Revision, next))
        {
            // An earlier try may have taken effect though it threw: then the manifest is ours, and names this snapshot.
            Manifest? standing = await manifests.ReadAsync(partition);
            if (standing?.Snapshot != key)
                await artifacts.DeleteAsync(key);
            if (standing?.Snapshot != key || standing.Epoch != seen.Epoch)
                return false;

            next = standing;
        }

        state.Manifest = next;
        state.SnapshotBytes = snapshot.LongLength;
        if (seen.Snapshot is { } old && old != key)
            await artifacts.DeleteAsync(old);
        return true;
    }

    private void Check(int partition, Manifest manifest)
    {
        if (manifest.LogGeneration != log.Generation)
        {
            throw new InvalidDataException(
                $"the manifest of partition {partition} belongs to log {manifest.LogGeneration}, but the log here is {log.Generation}: "
                + "the log was lost or replaced. Restore log and manifests from one backup");
        }

        if (manifest.Offset > log.Head(partition))
        {
            throw new InvalidDataException(
                $"the manifest of partition {partition} is at offset {manifest.Offset}, but its log ends at {log.Head(partition)}: "
                + "the log lost its end. Restore log and manifests from one backup");
        }
    }

    private async Task<byte[]> ReadAsync(int partition, string key, CancellationToken cancellation)
    {
        await using Stream? stream = await artifacts.OpenReadAsync(key, cancellation);
        if (stream is null)
            throw new InvalidDataException($"the snapshot {key} of partition {partition} is missing from the artifact store");
        using var memory = new MemoryStream();
        await stream.CopyToAsync(memory, cancellation);
        return memory.ToArray();
    }
}
