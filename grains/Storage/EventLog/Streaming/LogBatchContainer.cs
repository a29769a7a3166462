using Orleans.Providers.Streams.Common;
using Orleans.Streams;

namespace MediaAnalytics.Storage.EventLog.Streaming;

/// <summary>One delivery on its way through the stream.</summary>
[GenerateSerializer, Immutable, Alias("ma.LogBatchContainer")]
internal sealed class LogBatchContainer(int partition, LogDelivery delivery) : IBatchContainer
{
    [Id(0)]
    private readonly int _partition = partition;

    [Id(1)]
    private readonly LogDelivery _delivery = delivery;

    public StreamId StreamId => LogStreams.IdOf(_partition);

    /// <summary>Offset of the first entry.</summary>
    public StreamSequenceToken SequenceToken => new EventSequenceTokenV2(_delivery.After + 1);

    public IEnumerable<Tuple<T, StreamSequenceToken>> GetEvents<T>() =>
        _delivery is T delivery ? [Tuple.Create(delivery, SequenceToken)] : [];

    public bool ImportRequestContext() => false;
}
