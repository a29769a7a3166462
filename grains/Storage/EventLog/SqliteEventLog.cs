using System.Diagnostics;
using MediaAnalytics.Storage.Sqlite;

namespace MediaAnalytics.Storage.EventLog;

/// <summary>The event log in one SQLite file. Concurrent appends share a commit. Callers on any thread.</summary>
internal sealed class SqliteEventLog : IEventLog, IDisposable
{
    /// <summary>File name in the data folder.</summary>
    public const string FileName = "log.db";

    private const int TrimChunk = 2_000;

    private readonly PartitionStatements[] _statements;
    private readonly PartitionHead[] _heads;
    private readonly SqliteReaders _readers;
    private long _waitingBytes;

    private SqliteEventLog(string path, SqliteWriter writer, LogSchema schema)
    {
        Writer = writer;
        Generation = schema.Generation;
        _heads = [.. schema.Heads.Select(static h => new PartitionHead(h))];
        _statements = [.. Enumerable.Range(0, _heads.Length).Select(static k => new PartitionStatements(k))];
        _readers = new SqliteReaders(path);
    }

    public int Partitions => _heads.Length;

    public Guid Generation { get; }

    internal SqliteWriter Writer { get; }

    /// <summary>Opens the log of a folder; makes it where there is none.</summary>
    public static SqliteEventLog Open(string folder, int partitions)
    {
        string path = Path.Combine(folder, FileName);
        LogSchema? schema = null;
        var writer = SqliteWriter.Open(path, session => schema = LogSchema.Prepare(session, partitions));
        return new SqliteEventLog(path, writer, schema!);
    }

    public async Task AppendAsync(IReadOnlyList<LogAppend> entries, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(entries);
        if (entries.Count == 0)
        {
            return;
        }

        long bytes = LogLimits.Check(entries, Partitions);
        if (Interlocked.Add(ref _waitingBytes, bytes) - bytes > LogLimits.WaitingBytes)
        {
            Interlocked.Add(ref _waitingBytes, -bytes);
            throw new EventLogUnavailableException("Too much waits to be appended; nothing of this append is in the log. Try again in a moment.");
        }

        using Activity? activity = StorageTracing.Append(entries.Count, bytes);
        try
        {
            await Writer.RunAsync(session => Insert(session, entries), Publish, cancellation).ConfigureAwait(false);
        }
        catch (StorageUnavailableException e)
        {
            activity.Failed(e);
            throw new EventLogUnavailableException(e.Message, e);
        }
        finally
        {
            Interlocked.Add(ref _waitingBytes, -bytes);
        }

        StorageMeter.Appended(bytes);
    }

    public Task<IReadOnlyList<LogEntry>> ReadAsync(int partition, long after, int maxEntries, int maxBytes, CancellationToken cancellation = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(maxEntries);
        return after >= Head(partition)
            ? Task.FromResult<IReadOnlyList<LogEntry>>([])
            : _readers.RunAsync<IReadOnlyList<LogEntry>>(session => Read(session, partition, after, maxEntries, maxBytes), cancellation);
    }

    public long Head(int partition) => _heads[partition].Offset;

    // One process: it knows its own appends.
    public Task<long> RefreshHeadAsync(int partition, CancellationToken cancellation = default) => Task.FromResult(Head(partition));

    public Task<long> TailAsync(int partition, CancellationToken cancellation = default) =>
        _readers.RunAsync(session => session.First(_statements[partition].Tail, static r => r.GetInt64(0), partition), cancellation);

    public async Task TrimAsync(int partition, long upTo, CancellationToken cancellation = default)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(upTo, Head(partition));
        string delete = _statements[partition].Trim;
        int trimmed;
        do
        {
            // In pieces, so that appends do not wait behind one long delete.
            trimmed = await Writer.RunAsync(session => session.Execute(delete, upTo, TrimChunk), null, cancellation).ConfigureAwait(false);
        }
        while (trimmed == TrimChunk);
    }

    public Task WaitForAppendAsync(int partition, long after, CancellationToken cancellation) => _heads[partition].WaitAsync(after, cancellation);

    public void Dispose()
    {
        _readers.Dispose();
        Writer.Dispose();
    }

    private List<(int Partition, long Head)> Insert(SqliteSession session, IReadOnlyList<LogAppend> entries)
    {
        var heads = new List<(int Partition, long Head)>(1);
        foreach (var (partition, payload) in entries)
        {
            int seen = heads.FindIndex(h => h.Partition == partition);
            long offset = 1 + (seen >= 0
                ? heads[seen].Head
                : session.First("SELECT head FROM head WHERE part = $1", static r => r.GetInt64(0), partition));
            session.Execute(_statements[partition].Insert, offset, Blob.Of(payload));
            if (seen >= 0)
            {
                heads[seen] = (partition, offset);
            }
            else
            {
                heads.Add((partition, offset));
            }
        }

        foreach (var (partition, head) in heads)
        {
            session.Execute("UPDATE head SET head = $2 WHERE part = $1", partition, head);
        }

        return heads;
    }

    private void Publish(List<(int Partition, long Head)> heads)
    {
        foreach (var (partition, head) in heads)
        {
            _heads[partition].Advance(head);
        }
    }

    private List<LogEntry> Read(SqliteSession session, int partition, long after, int maxEntries, int maxBytes)
    {
        var entries = new List<LogEntry>();
        long bytes = 0;
        session.While(
            _statements[partition].Read,
            row =>
            {
                byte[] payload = row.GetFieldValue<byte[]>(1);
                bytes += payload.Length;
                if (entries.Count > 0 && bytes > maxBytes)
                {
                    return false;
                }

                entries.Add(new LogEntry(row.GetInt64(0), payload));
                return bytes < maxBytes;
            },
            after,
            maxEntries);
        CheckGaps(session, partition, after, entries);
        return entries;
    }

    private void CheckGaps(SqliteSession session, int partition, long after, List<LogEntry> entries)
    {
        long before = after;
        foreach (var entry in entries)
        {
            // Before the first there may be none because of a trim: then there is none before it at all.
            if (entry.Offset != before + 1
                && (before != after || session.First(_statements[partition].Any, static r => r.GetInt64(0), entry.Offset) > 0))
            {
                throw new InvalidDataException(
                    $"Partition {partition} of the event log goes on with offset {entry.Offset} after {before}: {FileName} is damaged. Restore the whole data folder from one backup.");
            }

            before = entry.Offset;
        }
    }

    /// <summary>A partition's statements, made once.</summary>
    private sealed class PartitionStatements(int k)
    {
        public string Insert { get; } = $"INSERT INTO entry_{k} (place, payload) VALUES ($1, $2)";

        public string Read { get; } = $"SELECT place, payload FROM entry_{k} WHERE place > $1 ORDER BY place LIMIT $2";

        public string Any { get; } = $"SELECT EXISTS (SELECT 1 FROM entry_{k} WHERE place < $1)";

        public string Tail { get; } = $"SELECT coalesce((SELECT min(place) FROM entry_{k}), (SELECT head + 1 FROM head WHERE part = $1))";

        public string Trim { get; } =
            $"DELETE FROM entry_{k} WHERE place IN (SELECT place FROM entry_{k} WHERE place <= $1 ORDER BY place LIMIT $2)";
    }
}
