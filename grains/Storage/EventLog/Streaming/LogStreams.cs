using Orleans.Streams;

namespace MediaAnalytics.Storage.EventLog.Streaming;

/// <summary>
/// The streams that deliver the log: one per partition, keyed by its number, of <see cref="LogDelivery"/>. A grain with an integer key and
/// <c>[ImplicitStreamSubscription(LogStreams.Namespace)]</c> that subscribes in <c>OnActivateAsync</c> gets the partition of its key, in order. What is
/// delivered again, or not at all, its cursor shows.
/// </summary>
public static class LogStreams
{
    /// <summary>Name of the stream provider.</summary>
    public const string Provider = "log";

    /// <summary>Namespace of the streams.</summary>
    public const string Namespace = "log";

    /// <summary>The stream of a partition.</summary>
    public static StreamId IdOf(int partition) => StreamId.Create(Namespace, (long)partition);

    /// <summary>Subscribes a grain to its partition's deliveries; called in <c>OnActivateAsync</c>. A delivery that throws is delivered again.</summary>
    public static Task SubscribeToLogAsync<TGrain>(this TGrain grain, Func<LogDelivery, Task> deliver)
        where TGrain : Grain, IGrainWithIntegerKey
    {
        ArgumentNullException.ThrowIfNull(grain);
        return grain.GetStreamProvider(Provider)
            .GetStream<LogDelivery>(IdOf((int)grain.GetPrimaryKeyLong()))
            .SubscribeAsync((delivery, _) => deliver(delivery));
    }
}
