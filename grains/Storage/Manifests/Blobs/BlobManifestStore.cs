using MediaAnalytics.Storage.Artifacts.Blobs;

namespace MediaAnalytics.Storage.Manifests.Blobs;

/// <summary>
/// Manifests as one blob per partition, replaced by compare-and-swap on its tag. It holds the newest past manifests as rows; the others lie in segments of
/// half as many, which it names. Every question asks the service whether what was seen last still stands. Callers on any thread.
/// </summary>
internal sealed class BlobManifestStore : IManifestStore
{
    /// <summary>Most past manifests in the blob that changes.</summary>
    public const int RecentRows = 512;

    /// <summary>Tries of a swap that others' swaps get before; each of those has changed something.</summary>
    private const int Tries = 16;

    private readonly ManifestBlobs _blobs;
    private readonly int _recentRows;

    /// <param name="connection">The container.</param>
    /// <param name="recentRows">Most past manifests in the blob that changes.</param>
    public BlobManifestStore(BlobConnection connection, int recentRows = RecentRows)
    {
        _blobs = new(connection);
        _recentRows = recentRows;
    }

    public async Task<Manifest?> ReadAsync(int partition, CancellationToken cancellation = default) =>
        (await _blobs.ReadAsync(partition, cancellation).ConfigureAwait(false))?.Document.Manifest is { } found ? Comparable(found) : null;

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The revision does not follow, or it was written before the one that it replaces.</exception>
    /// <exception cref="StorageUnavailableException">The service can't be reached or refuses; whether it was written is not known until it is read.</exception>
    public async Task<bool> TryReplaceAsync(int partition, long seen, Manifest next, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(next);
        if (next.Revision != seen + 1)
        {
            throw new ArgumentException($"A manifest that replaces revision {seen} has revision {seen + 1}, not {next.Revision}.", nameof(next));
        }

        next = next with { WrittenAt = next.WrittenAt.ToUniversalTime() };
        var commit = Guid.NewGuid();
        PastSegment? spilled = null;
        var standing = _blobs.Seen(partition);
        if (RevisionOf(standing) != seen || standing is null)
        {
            standing = await _blobs.ReadAsync(partition, cancellation).ConfigureAwait(false);
        }

        for (int i = 0; i < Tries; i++)
        {
            // A try whose answer was lost is known by its number. Where another has replaced that one already, the partition is lost either way.
            if (RevisionOf(standing) != seen)
            {
                return standing?.Document.Commit == commit;
            }

            var before = standing?.Document;
            if (before?.Manifest.WrittenAt > next.WrittenAt)
            {
                throw new ArgumentException($"The manifest is of {next.WrittenAt:O}, before the one that it replaces, of {before.Manifest.WrittenAt:O}.", nameof(next));
            }

            if (before?.Recent.Count >= _recentRows)
            {
                spilled = spilled?.First == before.Recent[0].Revision
                    ? spilled
                    : await _blobs.WriteSegmentAsync(partition, [.. before.Recent.Take(_recentRows / 2)], cancellation).ConfigureAwait(false);
                before = before.With(spilled);
            }

            if (await _blobs.TryWriteAsync(partition, standing, ManifestDocument.After(before, next, commit), cancellation).ConfigureAwait(false))
            {
                return true;
            }

            standing = await _blobs.ReadAsync(partition, cancellation).ConfigureAwait(false);
        }

        throw Contended(partition);
    }

    public Task<Manifest?> ReadAtAsync(int partition, DateTimeOffset at, CancellationToken cancellation = default) =>
        AskAsync(
            partition,
            async past => await past.LastAsync(at.UtcTicks, cancellation).ConfigureAwait(false) is { } row ? past.Document.Past(row) : null,
            cancellation);

    public Task<DateTimeOffset?> OldestAsync(int partition, CancellationToken cancellation = default) =>
        AskAsync<DateTimeOffset?>(partition, async past => await past.OldestAsync(cancellation).ConfigureAwait(false), cancellation);

    public Task<(long Offset, string Key)?> NearestSnapshotAsync(int partition, long offset, CancellationToken cancellation = default) =>
        AskAsync(partition, past => Task.FromResult(past.NearestSnapshot(offset)), cancellation);

    public async Task<IReadOnlySet<string>> SnapshotsAsync(int partition, CancellationToken cancellation = default) =>
        (await _blobs.ReadAsync(partition, cancellation).ConfigureAwait(false))?.Document.Snapshots.Select(static run => run.Key).ToHashSet(StringComparer.Ordinal) ?? [];

    public Task<IReadOnlyList<int>> PartitionsAsync(CancellationToken cancellation = default) => _blobs.PartitionsAsync(cancellation);

    /// <inheritdoc/>
    /// <remarks>
    /// Forgetting is its owner's: where another epoch than the one that this process saw last has opened the partition, nothing is changed and none returned,
    /// since that one forgets for itself. Keys that a lost answer keeps from the caller are no longer named by <see cref="SnapshotsAsync"/> either, so the
    /// sweep at the partition's next opening finds them.
    /// </remarks>
    public async Task<IReadOnlyList<string>> ForgetAsync(
        int partition, DateTimeOffset before, TimeSpan snapshotEvery, CancellationToken cancellation = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(snapshotEvery, TimeSpan.Zero);
        long? epoch = _blobs.Seen(partition)?.Document.Manifest.Epoch;
        ManifestDocument? written = null;
        List<string> unnamed = [];
        for (int i = 0; i < Tries; i++)
        {
            var standing = await _blobs.ReadAsync(partition, cancellation).ConfigureAwait(false);
            if (written is not null && standing?.Document.Version == written.Version)
            {
                // It took effect, though its answer was lost.
                return unnamed;
            }

            if (standing is null || standing.Document.Manifest.Epoch != (epoch ??= standing.Document.Manifest.Epoch))
            {
                return [];
            }

            var oldest = await new ManifestPast(_blobs, partition, standing.Document).LastAsync(before.UtcTicks - 1, cancellation).ConfigureAwait(false);
            (written, unnamed) = ManifestForgetting.Forget(standing.Document, oldest, snapshotEvery.Ticks);
            if (written is null)
            {
                return [];
            }

            if (await _blobs.TryWriteAsync(partition, standing, written, cancellation).ConfigureAwait(false))
            {
                if (written.Segments.Count < standing.Document.Segments.Count)
                {
                    await _blobs.SweepAsync(partition, written, cancellation).ConfigureAwait(false);
                }

                return unnamed;
            }
        }

        throw Contended(partition);
    }

    private static long RevisionOf(Standing? standing) => standing?.Document.Manifest.Revision ?? 0;

    /// <summary>Without facts, two manifests that say the same are equal.</summary>
    private static Manifest Comparable(Manifest manifest) => manifest.Facts.Count == 0 ? manifest with { Facts = [] } : manifest;

    private static StorageUnavailableException Contended(int partition) =>
        new($"The manifest of partition {partition} was changed by others {Tries} times while it was to be written. Try again.");

    /// <summary>Answers from the past; again where a segment was forgotten meanwhile.</summary>
    private async Task<T?> AskAsync<T>(int partition, Func<ManifestPast, Task<T?>> ask, CancellationToken cancellation)
    {
        Guid? version = null;
        while (true)
        {
            var standing = await _blobs.ReadAsync(partition, cancellation).ConfigureAwait(false);
            if (standing is null)
            {
                return default;
            }

            try
            {
                return await ask(new(_blobs, partition, standing.Document)).ConfigureAwait(false);
            }
            catch (InvalidDataException) when (version != standing.Document.Version)
            {
                version = standing.Document.Version;
            }
        }
    }
}
