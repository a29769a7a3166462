namespace MediaAnalytics.Tests.Cluster.Streaming;

/// <summary>Tries what no grain may do.</summary>
public interface IProducerGrain : IGrainWithIntegerKey
{
    Task PublishAsync();
}
