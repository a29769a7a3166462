namespace MediaAnalytics.Tests.Cluster.Streaming;

/// <summary>A consumer of one partition that remembers nothing when it is deactivated, as a partition without a manifest.</summary>
public interface ILogProbeGrain : IGrainWithIntegerKey
{
    Task DeactivateAsync();
}
