using MediaAnalytics.Storage.EventLog;

namespace MediaAnalytics.Tests.Cluster.Stores;

/// <summary>Where a test's event log is. One caller at a time.</summary>
internal interface ILogRig : IAsyncDisposable
{
    /// <summary>Opens the log as a process does when it starts.</summary>
    Task<IEventLog> OpenAsync(int partitions);

    /// <summary>Closes a log as a process does when it ends.</summary>
    Task CloseAsync(IEventLog log);

    /// <summary>Takes all away that the log had stored.</summary>
    Task LoseAsync();
}
