namespace MediaAnalytics.Storage.EventLog;

/// <summary>The log could not commit: disk full, read-only, locked, server away. The caller may try again; see <see cref="MayBeAppended"/>.</summary>
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

    /// <summary>
    /// Whether the append may have taken effect all the same, whole: a server that was cut off did not say. Appended again, readings, MVs' records and epochs
    /// change nothing, since each has its identity; quarantined rows count again, as those of a batch that is sent twice do.
    /// </summary>
    public bool MayBeAppended { get; init; }
}
