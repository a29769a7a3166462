using MediaAnalytics.Contracts.Placement;
using MediaAnalytics.Gateway.Keys.Authorization;
using MediaAnalytics.Storage;
using MediaAnalytics.Storage.Hosting;

namespace MediaAnalytics.Gateway.Cluster;

/// <summary>Which processes there are.</summary>
public static class ClusterEndpoints
{
    /// <summary>Adds what the endpoint and the live page ask.</summary>
    public static IServiceCollection AddClusterSilos(this IServiceCollection services) => services.AddSingleton(static provider => new ClusterSilos(
        () => provider.GetRequiredService<IGrainFactory>().GetGrain<ISilosGrain>(0).ListAsync(),
        clustered: provider.GetService<ClusterStores>() is not null,
        () => provider.GetService<StorageNotices>()?.Notices ?? []));

    /// <summary>Maps the endpoint.</summary>
    public static IEndpointRouteBuilder MapCluster(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/v1/cluster", static (ClusterSilos silos) => silos.ReadAsync())
            .RequireAuthorization(KeyPolicies.Read)
            .WithTags("Cluster")
            .WithSummary("The silos with their roles, accelerators and states, and what every user should know of the stores")
            .WithDescription(
                "The list is that of one silo, which learns within seconds of those that come or go; one that is gone is not in it. Roles are empty until a silo has "
                + "told them. A process by itself is one silo with every role.")
            .Produces<ClusterJson>();
        return routes;
    }
}
