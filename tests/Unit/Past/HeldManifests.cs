using MediaAnalytics.Storage.Manifests;

namespace MediaAnalytics.Tests.Unit.Past;

/// <summary>Manifests whose search for a snapshot waits until it is released.</summary>
internal sealed class HeldManifests(IManifestStore inner) : IManifestStore, IDisposable
{
    private readonly TaskCompletionSource released = new();

    public void Dispose() => released.TrySetResult();

    public async Task<(long Offset, string Key)?> NearestSnapshotAsync(int partition, long offset, CancellationToken cancellation = default)
    {
        await released.Task;
        return await inner.NearestSnapshotAsync(partition, offset, cancellation);
    }

    public Task<Manifest?> ReadAsync(int partition, CancellationToken cancellation = default) => inner.ReadAsync(partition, cancellation);

    public Task<bool> TryReplaceAsync(int partition, long seen, Manifest next, CancellationToken cancellation = default) =>
        inner.TryReplaceAsync(partition, seen, next, cancellation);

    public Task<Manifest?> ReadAtAsync(int partition, DateTimeOffset at, CancellationToken cancellation = default) =>
        inner.ReadAtAsync(partition, at, cancellation);

    public Task<DateTimeOffset?> OldestAsync(int partition, CancellationToken cancellation = default) => inner.OldestAsync(partition, cancellation);

    public Task<IReadOnlySet<string>> SnapshotsAsync(int partition, CancellationToken cancellation = default) => inner.SnapshotsAsync(partition, cancellation);

    public Task<IReadOnlyList<int>> PartitionsAsync(CancellationToken cancellation = default) => inner.PartitionsAsync(cancellation);

    public Task<IReadOnlyList<string>> ForgetAsync(int partition, DateTimeOffset before, TimeSpan snapshotEvery, CancellationToken cancellation = default) =>
        inner.ForgetAsync(partition, before, snapshotEvery, cancellation);
}
