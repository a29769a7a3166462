namespace MediaAnalytics.Storage.Artifacts;

/// <summary>A blob as a local file; what was copied for it goes when it is disposed.</summary>
public interface ILocalFileLease : IAsyncDisposable
{
    /// <summary>Absolute path of the file. Read only.</summary>
    string Path { get; }
}
