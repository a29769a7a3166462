using System.Diagnostics;
using MediaAnalytics.Storage.Redis;
using Microsoft.Extensions.Logging;
using StackExchange.Redis;

namespace MediaAnalytics.Storage.EventLog.Redis;

/// <summary>
/// The event log in Redis, one stream per partition, shared by all processes of a cluster. An append is part of one script over all its
/// partitions; those that come while others are under way share a script and its flush. Callers on any thread.
/// </summary>
internal sealed class RedisEventLog : IEventLog, IAsyncDisposable
{
    /// <summary>Most entries of one append: Redis takes a million arguments.</summary>
    public const int MaxEntries = 500_000;

    private const int TrimChunk = 2_000;
    private const int ReadChunk = 1_024;
    private const int ReadChunkBytes = 4 * 1024 * 1024;

    private readonly RedisConnection _redis;
    private readonly RedisHeads _heads;
    private readonly RedisKey[] _entries;
    private readonly RedisAppends _appends;
    private long _waitingBytes;

    private RedisEventLog(RedisConnection redis, Guid generation, RedisHeads heads)
    {
        _redis = redis;
        _heads = heads;
        _entries = [.. Enumerable.Range(0, heads.Count).Select(redis.Keys.LogEntries)];
        _appends = new(new(redis, generation, heads, _entries), heads);
        Generation = generation;
    }

    public int Partitions => _heads.Count;

    public Guid Generation { get; }

    /// <summary>Completes where the log lost entries that this process has seen: it neither appends nor reads any more.</summary>
    public Task LostAsync => _heads.LostAsync;

    /// <summary>Opens the cluster's log; makes it where there is none.</summary>
    /// <exception cref="InvalidDataException">It is damaged, or was made with another number of partitions.</exception>
    /// <exception cref="StorageUnavailableException">Redis does not answer.</exception>
    public static async Task<RedisEventLog> OpenAsync(
        RedisConnection redis, int partitions, TimeProvider time, ILogger<RedisEventLog> logger, CancellationToken cancellation = default)
    {
        var schema = await RedisLogSchema.PrepareAsync(redis, partitions, cancellation).ConfigureAwait(false);
        return new(redis, schema.Generation, await RedisHeads.OpenAsync(redis, schema, time, logger).ConfigureAwait(false));
    }

    /// <remarks>Cancellation holds only before the append is sent.</remarks>
    public async Task AppendAsync(IReadOnlyList<LogAppend> entries, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(entries);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(entries.Count, MaxEntries, nameof(entries));
        cancellation.ThrowIfCancellationRequested();
        if (entries.Count == 0)
        {
            return;
        }

        long bytes = LogLimits.Check(entries, Partitions);
        if (_heads.Lost is { } lost)
        {
            throw new EventLogUnavailableException(lost);
        }

        if (Interlocked.Add(ref _waitingBytes, bytes) - bytes > LogLimits.WaitingBytes)
        {
            Interlocked.Add(ref _waitingBytes, -bytes);
            throw new EventLogUnavailableException("Too much waits to be appended; nothing of this append is in the log. Try again in a moment.");
        }

        using Activity? activity = StorageTracing.Append(entries.Count, bytes);
        try
        {
            await _appends.AppendAsync(new(entries, bytes, cancellation)).ConfigureAwait(false);
        }
        catch (EventLogUnavailableException e)
        {
            activity.Failed(e);
            throw;
        }
        finally
        {
            Interlocked.Add(ref _waitingBytes, -bytes);
        }

        StorageMeter.Appended(bytes);
    }

    public async Task<IReadOnlyList<LogEntry>> ReadAsync(
        int partition, long after, int maxEntries, int maxBytes, CancellationToken cancellation = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(maxEntries);
        if (_heads.Lost is { } lost)
        {
            throw new InvalidDataException(lost);
        }

        var entries = new List<LogEntry>();
        if (after >= Head(partition))
        {
            return entries;
        }

        // In steps, so that a long read does not keep everybody else waiting.
        (long last, long bytes, bool goesOn) = (after, 0, true);
        while (goesOn)
        {
            int most = Math.Min(maxEntries - entries.Count, ReadChunk);
            int mostBytes = (int)Math.Clamp(maxBytes - bytes, 0, ReadChunkBytes);
            bool must = entries.Count == 0 || mostBytes == ReadChunkBytes;
            var answer = (RedisResult[])(await _redis.RunAsync(
                RedisLogScripts.Read, [_entries[partition]], [last, most, mostBytes, must], cancellation).ConfigureAwait(false))!;
            int before = entries.Count;
            bytes += Take(partition, last, answer, entries);
            last = entries.Count > 0 ? entries[^1].Offset : after;
            goesOn = entries.Count > before && entries.Count < maxEntries && bytes < maxBytes;
        }

        while (bytes > maxBytes && entries.Count > 1)
        {
            bytes -= entries[^1].Payload.Length;
            entries.RemoveAt(entries.Count - 1);
        }

        return entries;
    }

    public long Head(int partition) => _heads[partition].Offset;

    public Task<long> RefreshHeadAsync(int partition, CancellationToken cancellation = default) => _heads.RefreshAsync(partition, cancellation);

    public async Task<long> TailAsync(int partition, CancellationToken cancellation = default)
    {
        var tail = await _redis.RunAsync(RedisLogScripts.Tail, [_redis.Keys.LogHeads, _entries[partition]], [partition], cancellation).ConfigureAwait(false);
        return tail.Resp2Type == ResultType.Integer ? (long)tail + 1 : RedisLogSchema.Offset((string)tail!);
    }

    public async Task TrimAsync(int partition, long upTo, CancellationToken cancellation = default)
    {
        long head = upTo <= Head(partition) ? Head(partition) : await RefreshHeadAsync(partition, cancellation).ConfigureAwait(false);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(upTo, head);
        long trimmed;
        do
        {
            // In pieces, so that nobody waits behind one long trim.
            trimmed = (long)await _redis.RunAsync(RedisLogScripts.Trim, [_entries[partition]], [upTo, TrimChunk], cancellation).ConfigureAwait(false);
        }
        while (trimmed > 0);
    }

    public Task WaitForAppendAsync(int partition, long after, CancellationToken cancellation) => _heads[partition].WaitAsync(after, cancellation);

    /// <summary>Ends the watch of the heads; the connection is its owner's.</summary>
    public ValueTask DisposeAsync() => _heads.DisposeAsync();

    /// <summary>Takes what a script read, and checks that nothing is missing; its bytes.</summary>
    private long Take(int partition, long after, RedisResult[] answer, List<LogEntry> entries)
    {
        (long before, long bytes) = (after, 0);
        for (int i = 1; i < answer.Length; i += 2)
        {
            long offset = RedisLogSchema.Offset((string)answer[i]!);
            if (offset != before + 1 && entries.Count > 0 && before == after && (int)answer[0] == 0)
            {
                // Trimmed since the step before: that step's entries are a whole answer.
                return 0;
            }

            // Before the first there may be none because of a trim: then there is none before it at all.
            if (offset != before + 1 && (before != after || (int)answer[0] == 1))
            {
                throw new InvalidDataException(
                    $"Partition {partition} of the event log goes on with offset {offset} after {before}: {_entries[partition]} in Redis at {_redis.Server} is damaged. Restore Redis from one backup.");
            }

            byte[] payload = (byte[])answer[i + 1]!;
            bytes += payload.Length;
            before = offset;
            entries.Add(new(offset, payload));
        }

        _heads[partition].Advance(before);
        return bytes;
    }
}
