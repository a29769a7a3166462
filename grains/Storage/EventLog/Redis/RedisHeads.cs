using System.Globalization;
using MediaAnalytics.Storage.Redis;
using Microsoft.Extensions.Logging;
using StackExchange.Redis;

namespace MediaAnalytics.Storage.EventLog.Redis;

/// <summary>
/// The heads of all partitions as this process knows them: by its own appends, by what others publish, and by a poll that makes up for messages that were
/// lost. A head that goes back means that the log lost entries which this process has seen; nothing is appended or read any more then. Callers on any thread.
/// </summary>
internal sealed partial class RedisHeads : IAsyncDisposable
{
    private static readonly TimeSpan PollEvery = TimeSpan.FromMilliseconds(500);

    private readonly RedisConnection _redis;
    private readonly PartitionHead[] _heads;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly CancellationTokenSource _stop = new();
    private readonly string _channel;
    private readonly TaskCompletionSource _gone = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private string? _lost;
    private Task _polling = Task.CompletedTask;

    private RedisHeads(RedisConnection redis, RedisLogSchema schema, TimeProvider time, ILogger logger)
    {
        _redis = redis;
        _heads = [.. schema.Heads.Select(static h => new PartitionHead(h))];
        _channel = redis.Keys.LogChannel(schema.Generation);
        _time = time;
        _logger = logger;
    }

    public int Count => _heads.Length;

    /// <summary>Why the log can't be used any more; null where it can.</summary>
    public string? Lost => Volatile.Read(ref _lost);

    /// <summary>Completes when the log can't be used any more.</summary>
    public Task LostAsync => _gone.Task;

    public string Channel => _channel;

    public PartitionHead this[int partition] => _heads[partition];

    public static async Task<RedisHeads> OpenAsync(RedisConnection redis, RedisLogSchema schema, TimeProvider time, ILogger logger)
    {
        var heads = new RedisHeads(redis, schema, time, logger);
        await redis.SubscribeAsync(heads._channel, heads.Take).ConfigureAwait(false);
        heads._polling = heads.PollAsync();
        return heads;
    }

    /// <summary>Asks Redis for a partition's head.</summary>
    public async Task<long> RefreshAsync(int partition, CancellationToken cancellation)
    {
        long seen = _heads[partition].Offset;
        try
        {
            var told = await _redis.Database.HashGetAsync(_redis.Keys.LogHeads, partition, CommandFlags.DemandMaster).WaitAsync(cancellation).ConfigureAwait(false);
            Told(partition, seen, told.IsNull ? -1 : (long)told);
        }
        catch (Exception e) when (RedisConnection.IsTrouble(e))
        {
            throw _redis.Unavailable(e);
        }

        return _heads[partition].Offset;
    }

    /// <summary>Notes that a head went back.</summary>
    public string Lose(int partition, long seen, long found)
    {
        string lost = $"Partition {partition} of the event log ended at offset {seen} before and ends at {found} now: Redis at {_redis.Server} lost entries, or they were "
            + "removed. Nothing is appended or read until all processes are started again; they then check what is left.";
        if (Interlocked.CompareExchange(ref _lost, lost, null) is null)
        {
            LogLost(lost);
            _gone.TrySetResult();
        }

        return lost;
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync().ConfigureAwait(false);
        await _polling.ConfigureAwait(false);
        await _redis.UnsubscribeAsync(_channel).ConfigureAwait(false);
        _stop.Dispose();
    }

    /// <summary>Takes a message of the form <c>partition:head partition:head …</c>.</summary>
    private void Take(string message)
    {
        foreach (string part in message.Split(' '))
        {
            if (part.Split(':') is [var partition, var head]
                && int.TryParse(partition, NumberStyles.None, CultureInfo.InvariantCulture, out int k) && k < _heads.Length
                && long.TryParse(head, NumberStyles.None, CultureInfo.InvariantCulture, out long offset))
            {
                _heads[k].Advance(offset);
            }
        }
    }

    private async Task PollAsync()
    {
        using var timer = new PeriodicTimer(PollEvery, _time);
        RedisValue[] partitions = [.. Enumerable.Range(0, _heads.Length).Select(static k => (RedisValue)k)];
        try
        {
            while (await timer.WaitForNextTickAsync(_stop.Token).ConfigureAwait(false))
            {
                await PollOnceAsync(partitions).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            // Closed.
        }
    }

    private async Task PollOnceAsync(RedisValue[] partitions)
    {
        long[] seen = [.. _heads.Select(static h => h.Offset)];
        try
        {
            var told = await _redis.Database.HashGetAsync(_redis.Keys.LogHeads, partitions, CommandFlags.DemandMaster)
                .WaitAsync(_stop.Token).ConfigureAwait(false);
            for (int k = 0; k < told.Length; k++)
            {
                Told(k, seen[k], told[k].IsNull ? -1 : (long)told[k]);
            }
        }
        catch (Exception e) when (RedisConnection.IsTrouble(e))
        {
            // The connection tells of it, once; the next poll makes up for this one.
            LogPollFailed(e);
        }
    }

    /// <summary>Takes an answer, with the head that was known when it was asked for.</summary>
    private void Told(int partition, long seen, long head)
    {
        if (head < seen)
        {
            Lose(partition, seen, head);
        }
        else
        {
            _heads[partition].Advance(head);
        }
    }

    [LoggerMessage(Level = LogLevel.Critical, Message = "{Lost}")]
    private partial void LogLost(string lost);

    [LoggerMessage(Level = LogLevel.Debug, Message = "The heads of the event log could not be read, and are read again in a moment")]
    private partial void LogPollFailed(Exception exception);
}
