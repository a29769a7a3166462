using System.Collections.Concurrent;
using MediaAnalytics.Storage.Artifacts;

namespace MediaAnalytics.Tests.Unit.Intake;

/// <summary>An artifact store in memory.</summary>
internal sealed class MemoryArtifacts : IArtifactStore
{
    public ConcurrentDictionary<string, byte[]> Blobs { get; } = new(StringComparer.Ordinal);

    /// <summary>Whether every write fails as on a full disk.</summary>
    public bool IsFull { get; set; }

    public Task<long?> LengthAsync(string key, CancellationToken cancellation = default) =>
        Task.FromResult(Blobs.TryGetValue(key, out byte[]? blob) ? blob.LongLength : (long?)null);

    public async Task WriteAsync(string key, Func<Stream, CancellationToken, Task> write, CancellationToken cancellation = default)
    {
        if (IsFull) throw new IOException("No space left on device");
        using var stream = new MemoryStream();
        await write(stream, cancellation);
        Blobs[key] = stream.ToArray();
    }

    public Task<Stream?> OpenReadAsync(string key, CancellationToken cancellation = default) =>
        Task.FromResult<Stream?>(Blobs.TryGetValue(key, out byte[]? blob) ? new MemoryStream(blob) : null);

    public Task<ILocalFileLease?> LeaseLocalFileAsync(string key, CancellationToken cancellation = default) => throw new NotSupportedException();

    public Task DeleteAsync(string key, CancellationToken cancellation = default)
    {
        Blobs.TryRemove(key, out _);
        return Task.CompletedTask;
    }

    public async IAsyncEnumerable<string> ListAsync(string prefix, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation = default)
    {
        await Task.CompletedTask;
        foreach (string key in Blobs.Keys.Where(key => key.StartsWith(prefix + "/", StringComparison.Ordinal)).Order(StringComparer.Ordinal)) yield return key;
    }
}
