namespace MediaAnalytics.Storage.Artifacts.Blobs;

/// <summary>A cached copy in use. Disposing it again does nothing.</summary>
internal sealed class CachedLease(string path, Action end) : ILocalFileLease
{
    private Action? _end = end;

    public string Path { get; } = path;

    public ValueTask DisposeAsync()
    {
        Interlocked.Exchange(ref _end, null)?.Invoke();
        return ValueTask.CompletedTask;
    }
}
