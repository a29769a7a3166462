using Orleans.Streams;

namespace MediaAnalytics.Storage.EventLog.Streaming;

/// <summary>Queue k is partition k. The queues lie evenly on the ring, so that silos share them.</summary>
internal sealed class LogQueues : IConsistentRingStreamQueueMapper
{
    private readonly QueueId[] _queues;

    public LogQueues(int partitions)
    {
        uint step = uint.MaxValue / (uint)partitions;
        _queues = [.. Enumerable.Range(0, partitions).Select(k => QueueId.GetQueueId(LogStreams.Provider, (uint)k, step * (uint)k))];
    }

    public IEnumerable<QueueId> GetAllQueues() => _queues;

    public QueueId GetQueueForStream(StreamId streamId)
    {
        for (int k = 0; k < _queues.Length; k++)
        {
            if (streamId == LogStreams.IdOf(k))
            {
                return _queues[k];
            }
        }

        throw new ArgumentException($"{streamId} is not a stream of the log, which has partitions 0 to {_queues.Length - 1}.", nameof(streamId));
    }

    public IEnumerable<QueueId> GetQueuesForRange(IRingRange range) => _queues.Where(q => range.InRange(q.GetUniformHashCode()));

    /// <summary>The partition of a queue.</summary>
    public static int PartitionOf(QueueId queue) => (int)queue.GetNumericId();
}
