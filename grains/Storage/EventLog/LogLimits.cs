namespace MediaAnalytics.Storage.EventLog;

/// <summary>Limits of the event log.</summary>
public static class LogLimits
{
    /// <summary>Largest entry.</summary>
    public const int EntryBytes = 16 * 1024 * 1024;

    /// <summary>Most payload bytes that wait for a commit; an append beyond it is refused with <see cref="EventLogUnavailableException"/>.</summary>
    public const long WaitingBytes = 256L * 1024 * 1024;

    /// <summary>The payload bytes of an append that keeps to the limits.</summary>
    /// <exception cref="ArgumentException">An entry is too large, or of no partition.</exception>
    internal static long Check(IReadOnlyList<LogAppend> entries, int partitions)
    {
        long bytes = 0;
        for (int i = 0; i < entries.Count; i++)
        {
            var (partition, payload) = entries[i];
            if ((uint)partition >= (uint)partitions)
            {
                throw new ArgumentOutOfRangeException(nameof(entries), partition, $"The log has partitions 0 to {partitions - 1}.");
            }

            if (payload.Length > EntryBytes)
            {
                throw new ArgumentException($"An entry of {payload.Length:N0} bytes is beyond the limit of {EntryBytes:N0}.", nameof(entries));
            }

            bytes += payload.Length;
        }

        return bytes;
    }
}
