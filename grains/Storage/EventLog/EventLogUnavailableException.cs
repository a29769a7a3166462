namespace MediaAnalytics.Storage.EventLog;

/// <summary>The log could not commit: disk full, read-only, locked. Nothing of the append is in the log; the caller may try again.</summary>
public sealed class EventLogUnavailableException : Exception
{
    public EventLogUnavailableException()
    {
    }

    public EventLogUnavailableException(string message)
        : base(message)
    {
    }

    public EventLogUnavailableException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
