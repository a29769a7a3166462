namespace MediaAnalytics.Storage.Artifacts;

/// <summary>Measures how an artifact store answers. Callers on any thread.</summary>
internal sealed class MeteredArtifactStore : IArtifactStore
{
    private readonly IArtifactStore store;
    private readonly TimeProvider time;

    public MeteredArtifactStore(IArtifactStore store, TimeProvider time)
    {
        (this.store, this.time) = (store, time);
        StorageMeter.ArtifactsOpened();
    }

    public Task<long?> LengthAsync(string key, CancellationToken cancellation = default) => RunAsync("length", () => store.LengthAsync(key, cancellation));

    public Task WriteAsync(string key, Func<Stream, CancellationToken, Task> write, CancellationToken cancellation = default) => RunAsync(
        "write",
        async () =>
        {
            await store.WriteAsync(key, write, cancellation).ConfigureAwait(false);
            return true;
        });

    public Task<Stream?> OpenReadAsync(string key, CancellationToken cancellation = default) => RunAsync("open", () => store.OpenReadAsync(key, cancellation));

    public Task<ILocalFileLease?> LeaseLocalFileAsync(string key, CancellationToken cancellation = default) =>
        RunAsync("lease", () => store.LeaseLocalFileAsync(key, cancellation));

    public Task DeleteAsync(string key, CancellationToken cancellation = default) => RunAsync(
        "delete",
        async () =>
        {
            await store.DeleteAsync(key, cancellation).ConfigureAwait(false);
            return true;
        });

    public IAsyncEnumerable<string> ListAsync(string prefix, CancellationToken cancellation = default) => store.ListAsync(prefix, cancellation);

    private async Task<T> RunAsync<T>(string operation, Func<Task<T>> work)
    {
        long began = time.GetTimestamp();
        try
        {
            T result = await work().ConfigureAwait(false);
            StorageMeter.ArtifactDone(operation, time.GetElapsedTime(began));
            return result;
        }
        catch (Exception failed)
        {
            // A body that its sender breaks off, or gives up, or that is not what was claimed, says nothing about the store.
            if (failed is IOException or UnauthorizedAccessException or StorageUnavailableException)
                StorageMeter.ArtifactFailed(operation);
            throw;
        }
    }
}
