using System.Runtime.CompilerServices;
using Azure;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;

namespace MediaAnalytics.Storage.Artifacts.Blobs;

/// <summary>
/// Artifacts as block blobs of a container, under <c>artifacts/</c>. The service is strongly consistent: what was written is read and listed from then on, by
/// every process. Local files are leased from a cache, which counts on artifacts being immutable: what another process deletes or replaces may be leased
/// from it for a while. Callers on any thread.
/// </summary>
internal sealed class BlobArtifactStore : IArtifactStore
{
    /// <summary>What all names begin with.</summary>
    public const string Folder = "artifacts/";

    private const int ReadBytes = 4 * 1024 * 1024;
    private const long Mebi = 1024 * 1024;

    private readonly BlobConnection _connection;
    private readonly BlobCache _cache;

    private BlobArtifactStore(BlobConnection connection, BlobOptions options)
    {
        _connection = connection;
        _cache = BlobCache.Open(options.CacheFolder, options.CacheMegabytes * Mebi, DownloadAsync);
    }

    /// <summary>Opens the store; the cache folder is emptied.</summary>
    /// <exception cref="StorageUnavailableException">The cache folder can't be emptied or made.</exception>
    public static BlobArtifactStore Open(BlobConnection connection, BlobOptions options) => new(connection, options);

    public Task<long?> LengthAsync(string key, CancellationToken cancellation = default)
    {
        var blob = Blob(key);
        return FindAsync($"The length of the artifact '{key}' could not be read", NullableLengthAsync, cancellation);

        async Task<long?> NullableLengthAsync(CancellationToken stop) =>
            (await blob.GetPropertiesAsync(cancellationToken: stop).ConfigureAwait(false)).Value.ContentLength;
    }

    public async Task WriteAsync(string key, Func<Stream, CancellationToken, Task> write, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(write);
        var upload = new BlobUpload(_connection, Blob(key), key);
        await using (upload.ConfigureAwait(false))
        {
            await write(upload, cancellation).ConfigureAwait(false);
            try
            {
                await upload.CompleteAsync(cancellation).ConfigureAwait(false);
            }
            finally
            {
                // Though it failed, it may have taken effect.
                _cache.Forget(key);
            }
        }
    }

    public async Task<Stream?> OpenReadAsync(string key, CancellationToken cancellation = default)
    {
        var blob = Blob(key);
        var options = new BlobOpenReadOptions(allowModifications: false) { BufferSize = ReadBytes };
        var stream = await FindAsync<Stream?>(
            $"The artifact '{key}' could not be opened", async stop => await blob.OpenReadAsync(options, stop).ConfigureAwait(false), cancellation).ConfigureAwait(false);
        return stream is null ? null : new BlobReading(_connection, key, stream);
    }

    public Task<ILocalFileLease?> LeaseLocalFileAsync(string key, CancellationToken cancellation = default) =>
        _cache.LeaseAsync(ArtifactPath.Checked(key), cancellation);

    public async Task DeleteAsync(string key, CancellationToken cancellation = default)
    {
        var blob = Blob(key);
        try
        {
            await _connection.RunAsync(
                $"The artifact '{key}' could not be deleted",
                async stop => (await blob.DeleteIfExistsAsync(DeleteSnapshotsOption.IncludeSnapshots, cancellationToken: stop).ConfigureAwait(false)).Value,
                cancellation).ConfigureAwait(false);
        }
        finally
        {
            _cache.Forget(key);
        }
    }

    /// <inheritdoc/>
    /// <remarks>The service lists names in ordinal order, page by page; only accounts with a hierarchical namespace have an order of their own.</remarks>
    public async IAsyncEnumerable<string> ListAsync(string prefix, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        prefix = prefix.TrimEnd('/');
        string folder = Folder;
        if (prefix.Length > 0)
        {
            folder += ArtifactPath.Checked(prefix) + "/";
            if (await LengthAsync(prefix, cancellation).ConfigureAwait(false) is not null)
            {
                yield return prefix;
            }
        }

        await foreach (string name in _connection.ListAsync(folder, cancellation).ConfigureAwait(false))
        {
            yield return name[Folder.Length..];
        }
    }

    private async Task<BlobContent?> DownloadAsync(string key, CancellationToken cancellation)
    {
        var blob = Blob(key);
        var found = await FindAsync<BlobDownloadStreamingResult?>(
            $"The artifact '{key}' could not be opened",
            async stop => (await blob.DownloadStreamingAsync(cancellationToken: stop).ConfigureAwait(false)).Value,
            cancellation).ConfigureAwait(false);
        return found is null ? null : new(new BlobReading(_connection, key, found.Content), found.Details.ContentLength, found.Details.ContentHash);
    }

    private Task<T?> FindAsync<T>(string what, Func<CancellationToken, Task<T?>> call, CancellationToken cancellation) =>
        _connection.RunAsync(
            what,
            async stop =>
            {
                try
                {
                    return await call(stop).ConfigureAwait(false);
                }
                catch (RequestFailedException e) when (BlobFailures.IsMissing(e))
                {
                    return default;
                }
            },
            cancellation);

    private BlockBlobClient Blob(string key) => _connection.Container.GetBlockBlobClient(Folder + ArtifactPath.Checked(key));
}
