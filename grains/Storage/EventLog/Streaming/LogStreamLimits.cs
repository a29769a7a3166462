namespace MediaAnalytics.Storage.EventLog.Streaming;

/// <summary>Limits of the log's streams.</summary>
internal static class LogStreamLimits
{
    /// <summary>Most entries, and most payload bytes unless one entry is larger, of one delivery.</summary>
    public const int Entries = 256, Bytes = 1024 * 1024;

    /// <summary>Deliveries that a partition's cache holds; beyond it the log is not read until the partition has caught up.</summary>
    public const int CachedDeliveries = 20;

    /// <summary>How long a read waits for an append, and how often it is begun anew.</summary>
    public static readonly TimeSpan Wait = TimeSpan.FromSeconds(1), Poll = TimeSpan.FromMilliseconds(20);
}
