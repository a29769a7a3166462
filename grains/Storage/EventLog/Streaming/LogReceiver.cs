using MediaAnalytics.Storage.Manifests;
using MediaAnalytics.Storage.Sqlite;
using Orleans.Streams;

namespace MediaAnalytics.Storage.EventLog.Streaming;

/// <summary>
/// Reads one partition of the log for its stream, from the offset that the partition has committed. Each delivery is without gaps; where the log was trimmed
/// meanwhile, the next one begins further on, which is behind the partition's cursor. Called by its pulling agent alone, one call at a time.
/// </summary>
internal sealed class LogReceiver(int partition, IEventLog log, IManifestStore manifests) : IQueueAdapterReceiver
{
    private long? _cursor;

    public Task Initialize(TimeSpan timeout) => Task.CompletedTask;

    [Obsolete("Orleans asks for it still.")]
    public Task<IList<IBatchContainer>> GetQueueMessagesAsync(int maxCount) => GetQueueMessagesAsync(maxCount, CancellationToken.None);

    public async Task<IList<IBatchContainer>> GetQueueMessagesAsync(int maxCount, CancellationToken cancellationToken)
    {
        // Here and not in Initialize: the agent tries this again where it fails, that it does not.
        long cursor = _cursor ??= await CommittedAsync(cancellationToken);
        if (log.Head(partition) <= cursor && !await HasAppendedAsync(cursor, cancellationToken))
        {
            return [];
        }

        var deliveries = new List<IBatchContainer>();
        for (int i = 0; i < maxCount; i++)
        {
            var entries = await log.ReadAsync(partition, cursor, LogStreamLimits.Entries, LogStreamLimits.Bytes, cancellationToken);
            if (entries.Count == 0)
            {
                // What was to be read is trimmed, and nothing came after it: the partition has committed it, and the next read waits for an append.
                cursor = Math.Max(cursor, await log.TailAsync(partition, cancellationToken) - 1);
                break;
            }

            deliveries.Add(new LogBatchContainer(partition, Delivery(entries)));
            cursor = entries[^1].Offset;
        }

        _cursor = cursor;
        return deliveries;
    }

    [Obsolete("Orleans asks for it still.")]
    public Task MessagesDeliveredAsync(IList<IBatchContainer> messages) => Task.CompletedTask;

    public Task Shutdown(TimeSpan timeout) => Task.CompletedTask;

    private static LogDelivery Delivery(IReadOnlyList<LogEntry> entries) =>
        new(entries[0].Offset - 1, [.. entries.Select(static e => Blob.Of(e.Payload))]);

    private async Task<long> CommittedAsync(CancellationToken cancellation)
    {
        var manifest = await manifests.ReadAsync(partition, cancellation);
        return manifest is not null && manifest.LogGeneration == log.Generation ? manifest.Offset : 0;
    }

    private async Task<bool> HasAppendedAsync(long cursor, CancellationToken cancellation)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(LogStreamLimits.Wait);
        try
        {
            await log.WaitForAppendAsync(partition, cursor, limit.Token);
            return true;
        }
        catch (OperationCanceledException)
        {
            // Nothing came in time, or the silo stops: either way there is nothing to deliver.
            return false;
        }
    }
}
