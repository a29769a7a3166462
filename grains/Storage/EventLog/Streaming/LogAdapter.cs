using MediaAnalytics.Storage.Manifests;
using Microsoft.Extensions.Logging;
using Orleans.Providers.Streams.Common;
using Orleans.Streams;

namespace MediaAnalytics.Storage.EventLog.Streaming;

/// <summary>Makes the event log an Orleans stream provider. Streams are read from it alone; what happens is appended to the log.</summary>
internal sealed class LogAdapter(IEventLog log, IManifestStore manifests, ILogger<LogAdapter> logger)
    : IQueueAdapterFactory, IQueueAdapter, IQueueAdapterCache
{
    private readonly LogQueues _queues = new(log.Partitions);

    public string Name => LogStreams.Provider;

    // A consumer goes by offsets: it need not ask the stream to go back.
    public bool IsRewindable => false;

    public StreamProviderDirection Direction => StreamProviderDirection.ReadOnly;

    [Obsolete("Orleans asks for it still.")]
    public Task<IQueueAdapter> CreateAdapter() => Task.FromResult<IQueueAdapter>(this);

    public Task<IQueueAdapter> CreateAdapter(CancellationToken cancellationToken) => Task.FromResult<IQueueAdapter>(this);

    public IQueueAdapterCache GetQueueAdapterCache() => this;

    public IStreamQueueMapper GetStreamQueueMapper() => _queues;

    public Task<IStreamFailureHandler> GetDeliveryFailureHandler(QueueId queueId) =>
        Task.FromResult<IStreamFailureHandler>(new NoOpStreamDeliveryFailureHandler());

    public IQueueCache CreateQueueCache(QueueId queueId) => new SimpleQueueCache(LogStreamLimits.CachedDeliveries, logger);

    public IQueueAdapterReceiver CreateReceiver(QueueId queueId) => new LogReceiver(LogQueues.PartitionOf(queueId), log, manifests);

    public Task QueueMessageBatchAsync<T>(
        StreamId streamId, IEnumerable<T> events, StreamSequenceToken? token, Dictionary<string, object>? requestContext) =>
        throw new NotSupportedException($"The stream provider '{Name}' is read only: append to {nameof(IEventLog)} instead.");
}
