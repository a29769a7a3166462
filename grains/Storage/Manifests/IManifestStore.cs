namespace MediaAnalytics.Storage.Manifests;

/// <summary>One manifest per partition, replaced by compare-and-swap, and those of the past. Safe to call from any thread.</summary>
public interface IManifestStore
{
    /// <summary>The manifest of a partition; null where it has none.</summary>
    Task<Manifest?> ReadAsync(int partition, CancellationToken cancellation = default);

    /// <summary>
    /// Puts <paramref name="next"/> in place of the manifest of revision <paramref name="seen"/> (0: of none). Durable when it returns true; false where
    /// another revision stands, and nothing was changed. <see cref="Manifest.WrittenAt"/> must not be before that of the one it replaces, whatever the clock
    /// says: the past is found by it.
    /// </summary>
    Task<bool> TryReplaceAsync(int partition, long seen, Manifest next, CancellationToken cancellation = default);

    /// <summary>
    /// The newest manifest written at or before an instant, without its facts; null where none so old is kept. Its snapshot may be gone: start from
    /// <see cref="NearestSnapshotAsync"/> of its offset then. Its offsets count in its own <see cref="Manifest.LogGeneration"/>.
    /// </summary>
    Task<Manifest?> ReadAtAsync(int partition, DateTimeOffset at, CancellationToken cancellation = default);

    /// <summary>When the oldest kept manifest of the current log generation was written; null where there is none.</summary>
    Task<DateTimeOffset?> OldestAsync(int partition, CancellationToken cancellation = default);

    /// <summary>The newest kept snapshot of the current log generation at or before an offset; null where there is none.</summary>
    Task<(long Offset, string Key)?> NearestSnapshotAsync(int partition, long offset, CancellationToken cancellation = default);

    /// <summary>Keys of all snapshots that a manifest names, the current one or one of the past; others may be deleted.</summary>
    Task<IReadOnlySet<string>> SnapshotsAsync(int partition, CancellationToken cancellation = default);

    /// <summary>Partitions that may have a manifest, in order; every one that has is among them.</summary>
    Task<IReadOnlyList<int>> PartitionsAsync(CancellationToken cancellation = default);

    /// <summary>
    /// Forgets the manifests written before an instant but for the newest of them, which is what an <c>asOf</c> of that instant finds, and the one with the
    /// snapshot that it starts from. Of the rest, the newest snapshot of each period of <paramref name="snapshotEvery"/> stays; their manifests all do.
    /// The current manifest and its snapshot always stay. Its caller is the partition's owner, with instants that don't go back.
    /// </summary>
    /// <returns>Keys of the snapshots that no manifest names any longer, to be deleted.</returns>
    Task<IReadOnlyList<string>> ForgetAsync(int partition, DateTimeOffset before, TimeSpan snapshotEvery, CancellationToken cancellation = default);
}
