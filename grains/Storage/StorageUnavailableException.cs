namespace MediaAnalytics.Storage;

/// <summary>A store could not commit: disk full, read-only, locked, or too much is waiting. Nothing of the request is stored; the caller may try again.</summary>
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
}
