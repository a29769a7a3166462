namespace MediaAnalytics.Storage.Artifacts;

/// <summary>
/// Named, immutable blobs: media, spectrograms, spooled imports, snapshots. Keys are paths of <c>[a-z0-9._-]</c> segments with <c>/</c> (checked), so a
/// key never leaves the store. Safe to call from any thread.
/// </summary>
public interface IArtifactStore
{
    /// <summary>The blob's length in bytes; null where there is none.</summary>
    Task<long?> LengthAsync(string key, CancellationToken cancellation = default);

    /// <summary>
    /// Writes a blob whole or not at all: it stands under its key, durable, when this returns. An existing blob of that key is replaced. Where
    /// <paramref name="write"/> throws, nothing is left behind.
    /// </summary>
    Task WriteAsync(string key, Func<Stream, CancellationToken, Task> write, CancellationToken cancellation = default);

    /// <summary>Opens a blob to read; null where there is none.</summary>
    Task<Stream?> OpenReadAsync(string key, CancellationToken cancellation = default);

    /// <summary>Makes a blob readable as a local file for a process, for as long as the lease is held; null where there is none.</summary>
    Task<ILocalFileLease?> LeaseLocalFileAsync(string key, CancellationToken cancellation = default);

    /// <summary>Deletes a blob; does nothing where there is none.</summary>
    Task DeleteAsync(string key, CancellationToken cancellation = default);

    /// <summary>Keys that start with <paramref name="prefix"/> (whole segments), in ordinal order.</summary>
    IAsyncEnumerable<string> ListAsync(string prefix, CancellationToken cancellation = default);
}
