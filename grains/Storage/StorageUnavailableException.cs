namespace MediaAnalytics.Storage;

/// <summary>
/// A store could not commit or be read: disk full, read-only, locked, server away, or too much is waiting. Of a local store, nothing of the request is stored;
/// a server that did not answer may have stored it. The caller may try again: every write is versioned.
/// </summary>
public sealed class StorageUnavailableException : Exception
{
    public StorageUnavailableException()
    {
    }

    public StorageUnavailableException(string message)
        : base(message)
    {
    }

    public StorageUnavailableException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <summary>The store's failure that an exception is or stems from; null where it is none.</summary>
    public static StorageUnavailableException? In(Exception? failed) => failed switch
    {
        StorageUnavailableException away => away,
        AggregateException several => several.InnerExceptions.Select(In).FirstOrDefault(static away => away is not null),
        _ => failed is null ? null : In(failed.InnerException),
    };
}
