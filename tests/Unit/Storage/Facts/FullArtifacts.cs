using MediaAnalytics.Storage.Artifacts;

namespace MediaAnalytics.Tests.Unit.Storage.Facts;

/// <summary>A store on a full disk.</summary>
internal sealed class FullArtifacts : IArtifactStore
{
    public Task<long?> LengthAsync(string key, CancellationToken cancellation = default) => Task.FromResult<long?>(null);

    public async Task WriteAsync(string key, Func<Stream, CancellationToken, Task> write, CancellationToken cancellation = default)
    {
        await using var full = new FileStream("/dev/full", FileMode.Open, FileAccess.Write);
        await write(full, cancellation);
    }

    public Task<Stream?> OpenReadAsync(string key, CancellationToken cancellation = default) => Task.FromResult<Stream?>(null);

    public Task<ILocalFileLease?> LeaseLocalFileAsync(string key, CancellationToken cancellation = default) => Task.FromResult<ILocalFileLease?>(null);

    public Task DeleteAsync(string key, CancellationToken cancellation = default) => Task.CompletedTask;

    public IAsyncEnumerable<string> ListAsync(string prefix, CancellationToken cancellation = default) => AsyncEnumerable.Empty<string>();
}
