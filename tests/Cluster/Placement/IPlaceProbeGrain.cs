namespace MediaAnalytics.Tests.Cluster.Placement;

/// <summary>Says where it is.</summary>
public interface IPlaceProbeGrain : IGrainWithGuidKey
{
    /// <summary>The name of its silo.</summary>
    Task<string> SiloAsync();
}

/// <summary>A probe of the role core.</summary>
public interface ICoreProbeGrain : IPlaceProbeGrain;

/// <summary>A probe of the role decode.</summary>
public interface IDecodeProbeGrain : IPlaceProbeGrain;

/// <summary>A probe of the role infer.</summary>
public interface IInferProbeGrain : IPlaceProbeGrain;
