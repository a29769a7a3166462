namespace MediaAnalytics.Storage.EventLog;

/// <summary>Limits of the event log.</summary>
public static class LogLimits
{
    /// <summary>Largest entry.</summary>
    public const int EntryBytes = 16 * 1024 * 1024;
}
