namespace MediaAnalytics.Storage.EventLog.Redis;

/// <summary>
/// Group commit: appends that come while <see cref="MaxInFlight"/> scripts are under way wait, and go out together in the next one. A lone append goes out at
/// once. Callers on any thread.
/// </summary>
internal sealed class RedisAppends(RedisAppendScript script, RedisHeads heads)
{
    /// <summary>Scripts under way at once: while Redis flushes one, the next is on its way.</summary>
    public const int MaxInFlight = 2;

    /// <summary>Most entries that appends share a script with; a larger append has one to itself.</summary>
    public const int MaxEntries = 4_096;

    /// <summary>Most payload bytes that appends share a script with; a larger append has one to itself.</summary>
    public const long MaxBytes = 1024 * 1024;

    private readonly Lock _gate = new();
    private readonly Queue<RedisAppend> _waiting = new();
    private int _inFlight;

    /// <summary>Completes when the append's entries are durable.</summary>
    /// <exception cref="EventLogUnavailableException">They are not, or may be.</exception>
    public Task AppendAsync(RedisAppend append)
    {
        lock (_gate)
        {
            _waiting.Enqueue(append);
            if (_inFlight == MaxInFlight)
            {
                return append.Done;
            }

            _inFlight++;
        }

        _ = SendWaitingAsync();
        return append.Done;
    }

    /// <summary>Sends batches until none waits. Its failures are the appends'.</summary>
    private async Task SendWaitingAsync()
    {
        while (Take() is { } batch)
        {
            await SendAsync(batch).ConfigureAwait(false);
        }
    }

    /// <summary>The next batch; null where nothing waits, and then one script less is under way.</summary>
    private List<RedisAppend>? Take()
    {
        lock (_gate)
        {
            var batch = new List<RedisAppend>();
            (int entries, long bytes) = (0, 0);
            while (_waiting.TryPeek(out var next)
                && (batch.Count == 0 || (entries + next.Entries.Count <= MaxEntries && bytes + next.Bytes <= MaxBytes)))
            {
                _waiting.Dequeue();
                if (next.IsGivenUp())
                {
                    continue;
                }

                batch.Add(next);
                (entries, bytes) = (entries + next.Entries.Count, bytes + next.Bytes);
            }

            if (batch.Count > 0)
            {
                return batch;
            }

            _inFlight--;
            return null;
        }
    }

    private async Task SendAsync(List<RedisAppend> batch)
    {
        try
        {
            await script.RunAsync(batch).ConfigureAwait(false);
            batch.ForEach(static append => append.Complete());
        }
        catch (EventLogUnavailableException refused) when (batch.Count > 1 && !refused.MayBeAppended && heads.Lost is null)
        {
            // Refused as a whole, so each by itself: the one that is to blame takes no other with it.
            await Task.WhenAll(batch.Select(append => SendAsync([append]))).ConfigureAwait(false);
        }
        catch (EventLogUnavailableException failed)
        {
            batch.ForEach(append => append.Fail(failed));
            if (failed.MayBeAppended)
            {
                FailWaiting(failed);
            }
        }
        catch (Exception unforeseen)
        {
            batch.ForEach(append => append.Fail(unforeseen));
        }
    }

    /// <summary>The server is away: those that wait are told now, rather than after one time-out for each batch before theirs.</summary>
    private void FailWaiting(EventLogUnavailableException failed)
    {
        RedisAppend[] waiting;
        lock (_gate)
        {
            waiting = [.. _waiting];
            _waiting.Clear();
        }

        foreach (var append in waiting)
        {
            append.Fail(new EventLogUnavailableException($"Nothing of this append is in the log: one before it failed. {failed.Message}", failed));
        }
    }
}
