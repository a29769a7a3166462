namespace MediaAnalytics.Storage.EventLog;

/// <summary>
/// The durable, partitioned log of what happened: the truth from which everything else is derived. Offsets of a partition count up by one from 1 and
/// never recur, not even after a trim. Safe to call from any thread.
/// </summary>
public interface IEventLog
{
    /// <summary>How many partitions the log was created with.</summary>
    int Partitions { get; }

    /// <summary>Identity of this log; a manifest of another generation does not belong to it.</summary>
    Guid Generation { get; }

    /// <summary>
    /// Appends all entries or none; they are durable when it returns. Concurrent calls share one commit.
    /// </summary>
    /// <exception cref="EventLogUnavailableException">
    /// The commit failed; nothing was appended, or, where <see cref="EventLogUnavailableException.MayBeAppended"/> says so, all or nothing was.
    /// </exception>
    Task AppendAsync(IReadOnlyList<LogAppend> entries, CancellationToken cancellation = default);

    /// <summary>
    /// Entries of a partition after an offset, in order and without gaps; as many as fit both limits, but at least one where there is one. The first is the
    /// oldest kept where the one after <paramref name="after"/> was trimmed.
    /// </summary>
    /// <exception cref="InvalidDataException">The log is damaged: entries are missing.</exception>
    /// <exception cref="StorageUnavailableException">The log could not be read.</exception>
    Task<IReadOnlyList<LogEntry>> ReadAsync(int partition, long after, int maxEntries, int maxBytes, CancellationToken cancellation = default);

    /// <summary>
    /// Newest durable offset of a partition that this process knows of; 0 where it is empty. Does not touch the disk. Its own appends are in it once they have
    /// returned; those of other processes a moment later.
    /// </summary>
    long Head(int partition);

    /// <summary>Newest durable offset of a partition, asked of the store itself: whatever any process had appended before the call is in it.</summary>
    /// <exception cref="StorageUnavailableException">The log could not be read.</exception>
    Task<long> RefreshHeadAsync(int partition, CancellationToken cancellation = default);

    /// <summary>Oldest offset still kept of a partition; head + 1 where none is.</summary>
    Task<long> TailAsync(int partition, CancellationToken cancellation = default);

    /// <summary>
    /// Forgets the entries up to and including an offset, piece by piece, so that appends go on meanwhile. Only behind a committed manifest.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The offset is beyond the head.</exception>
    /// <exception cref="StorageUnavailableException">A commit failed; the trim may be called again.</exception>
    Task TrimAsync(int partition, long upTo, CancellationToken cancellation = default);

    /// <summary>Completes when a partition's head has passed <paramref name="after"/>.</summary>
    Task WaitForAppendAsync(int partition, long after, CancellationToken cancellation);
}
