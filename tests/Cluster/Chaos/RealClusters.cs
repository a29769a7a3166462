using Xunit;

namespace MediaAnalytics.Tests.Cluster.Chaos;

/// <summary>Tests of clusters of real processes: one at a time, and not beside others, since they measure and need what the machine has.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class RealClusters
{
    public const string Name = "real clusters";
}
