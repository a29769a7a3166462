namespace MediaAnalytics.Storage.Artifacts;

/// <summary>A blob that is a local file already: nothing to copy, nothing to delete.</summary>
internal sealed class LocalFile(string path) : ILocalFileLease
{
    public string Path { get; } = path;

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
