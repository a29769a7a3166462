using MediaAnalytics.Storage.Artifacts;

namespace MediaAnalytics.Tests.Cluster.Decoding;

/// <summary>A store that counts the leases that are asked for, and grants them when its test lets it. Safe from any thread.</summary>
internal sealed class WatchedArtifacts(IArtifactStore inner) : IArtifactStore
{
    private int leases;

    public int Leases => Volatile.Read(ref leases);

    /// <summary>Leases are granted when it has completed.</summary>
    public Task Granted { get; set; } = Task.CompletedTask;

    public async Task<ILocalFileLease?> LeaseLocalFileAsync(string key, CancellationToken cancellation = default)
    {
        Interlocked.Increment(ref leases);
        await Granted;
        return await inner.LeaseLocalFileAsync(key, cancellation);
    }

    public Task<long?> LengthAsync(string key, CancellationToken cancellation = default) => inner.LengthAsync(key, cancellation);

    public Task WriteAsync(string key, Func<Stream, CancellationToken, Task> write, CancellationToken cancellation = default) =>
        inner.WriteAsync(key, write, cancellation);

    public Task<Stream?> OpenReadAsync(string key, CancellationToken cancellation = default) => inner.OpenReadAsync(key, cancellation);

    public Task DeleteAsync(string key, CancellationToken cancellation = default) => inner.DeleteAsync(key, cancellation);

    public IAsyncEnumerable<string> ListAsync(string prefix, CancellationToken cancellation = default) => inner.ListAsync(prefix, cancellation);
}
