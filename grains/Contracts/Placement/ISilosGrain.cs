using Orleans.Concurrency;

namespace MediaAnalytics.Contracts.Placement;

/// <summary>Which silos there are (key: 0), as the silo that it is on knows them.</summary>
[Alias("ma.ISilosGrain")]
public interface ISilosGrain : IGrainWithIntegerKey
{
    /// <summary>Every silo that is not gone, by name.</summary>
    [AlwaysInterleave]
    Task<SiloReport[]> ListAsync();
}
