using MediaAnalytics.Grains.Placement;

namespace MediaAnalytics.Tests.Cluster.Placement;

/// <inheritdoc cref="ICoreProbeGrain"/>
[RunsOn(SiloRoles.Core)]
internal sealed class CoreProbeGrain(ILocalSiloDetails silo) : Grain, ICoreProbeGrain
{
    public Task<string> SiloAsync() => Task.FromResult(silo.Name);
}

/// <inheritdoc cref="IDecodeProbeGrain"/>
[RunsOn(SiloRoles.Decode), InTurn]
internal sealed class DecodeProbeGrain(ILocalSiloDetails silo) : Grain, IDecodeProbeGrain
{
    public Task<string> SiloAsync() => Task.FromResult(silo.Name);
}

/// <inheritdoc cref="IInferProbeGrain"/>
[RunsOn(SiloRoles.Infer)]
internal sealed class InferProbeGrain(ILocalSiloDetails silo) : Grain, IInferProbeGrain
{
    public Task<string> SiloAsync() => Task.FromResult(silo.Name);
}
