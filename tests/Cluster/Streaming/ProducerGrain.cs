using MediaAnalytics.Storage.EventLog;
using MediaAnalytics.Storage.EventLog.Streaming;

namespace MediaAnalytics.Tests.Cluster.Streaming;

public sealed class ProducerGrain : Grain, IProducerGrain
{
    public Task PublishAsync() => this.GetStreamProvider(LogStreams.Provider)
        .GetStream<LogDelivery>(LogStreams.IdOf(0))
        .OnNextAsync(new LogDelivery(0, []));
}
