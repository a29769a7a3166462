using MediaAnalytics.Storage.EventLog;
using MediaAnalytics.Tests.Processes;

namespace MediaAnalytics.Tests.Cluster.Stores;

/// <summary>A log in a folder of its own.</summary>
internal sealed class SqliteLogRig : ILogRig
{
    private readonly TemporaryFolder folder = new();

    public Task<IEventLog> OpenAsync(int partitions) => Task.FromResult<IEventLog>(SqliteEventLog.Open(folder.Path, partitions));

    public Task CloseAsync(IEventLog log)
    {
        ((SqliteEventLog)log).Dispose();
        return Task.CompletedTask;
    }

    public Task LoseAsync()
    {
        foreach (string file in Directory.GetFiles(folder.Path, SqliteEventLog.FileName + "*"))
            File.Delete(file);
        return Task.CompletedTask;
    }

    public ValueTask DisposeAsync()
    {
        folder.Dispose();
        return ValueTask.CompletedTask;
    }
}
