namespace MediaAnalytics.Storage.EventLog;

/// <summary>Limits of the event log.</summary>
public static class LogLimits
{
    /// <summary>Largest entry.</summary>
    public const int EntryBytes = 16 * 1024 * 1024;

    /// <summary>Most payload bytes that wait for a commit; an append beyond it is refused with <see cref="EventLogUnavailableException"/>.</summary>
    public const long WaitingBytes = 256L * 1024 * 1024;
}
