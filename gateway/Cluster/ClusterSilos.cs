using MediaAnalytics.Contracts.Placement;
using MediaAnalytics.Storage;
using MediaAnalytics.Storage.Hosting;

namespace MediaAnalytics.Gateway.Cluster;

/// <summary>What the gateway knows of the processes and stores behind it. Callers on any thread.</summary>
internal sealed class ClusterSilos(IGrainFactory grains, StorageNotices? notices = null, ClusterStores? cluster = null)
{
    /// <summary>What every user should know of the stores.</summary>
    public IReadOnlyList<string> Notices => notices?.Notices ?? [];

    /// <summary>The whole list.</summary>
    public async Task<ClusterJson> ReadAsync() => new(cluster is not null, [.. (await ListAsync()).Select(ClusterSiloJson.Of)], Notices);

    /// <summary>How many silos work in each role; null where there is no cluster.</summary>
    public async Task<IReadOnlyList<RoleCountJson>?> CountAsync() => cluster is null ? null : RoleCountJson.Of(await ListAsync());

    private Task<SiloReport[]> ListAsync() => grains.GetGrain<ISilosGrain>(0).ListAsync();
}
