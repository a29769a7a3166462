using MediaAnalytics.Storage.Artifacts;
using MediaAnalytics.Storage.EventLog;
using MediaAnalytics.Storage.Files;
using MediaAnalytics.Storage.Manifests;
using MediaAnalytics.Storage.Sqlite;

namespace MediaAnalytics.Storage.Hosting;

/// <summary>The open stores of a data folder, which they keep to this process. Opened by the constructor, closed when disposed.</summary>
internal sealed class EmbeddedStores : IDisposable
{
    private readonly FolderLock _lock;

    public EmbeddedStores(StorageOptions options)
    {
        options.Check();
        DurableFolder.Create(options.Folder);
        _lock = FolderLock.Take(options.Folder);
        try
        {
            Log = SqliteEventLog.Open(options.Folder, options.Partitions);
            State = StateDatabase.Open(options.Folder);
            ManifestCheck.RunAsync(Log, new SqliteManifestStore(State)).GetAwaiter().GetResult();
            Artifacts = FileArtifactStore.Open(options.Folder);
            DurableFolder.Flush(options.Folder);
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    public SqliteEventLog Log { get; } = null!;

    public StateDatabase State { get; } = null!;

    public FileArtifactStore Artifacts { get; } = null!;

    public void Dispose()
    {
        Log?.Dispose();
        State?.Dispose();
        _lock.Dispose();
    }
}
