using MediaAnalytics.Contracts.Dissemination;
using MediaAnalytics.Gateway.Auditing;
using MediaAnalytics.Gateway.Cluster;
using MediaAnalytics.Gateway.Dashboard.Assets;
using MediaAnalytics.Gateway.Dashboard.Feed;
using MediaAnalytics.Gateway.Keys.Authentication;
using MediaAnalytics.Gateway.Keys.Authorization;
using MediaAnalytics.Storage.EventLog;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace MediaAnalytics.Gateway.Dashboard;

/// <summary>Adds the live page to a host.</summary>
public static class DashboardExtensions
{
    /// <summary>
    /// Adds what feeds the page. Needs an <c>IGrainFactory</c> and <see cref="PartitionProgress"/> among the services. Options come from the configuration unless given; one out of
    /// range stops the host from starting, with a message that names the key and its range.
    /// </summary>
    public static IServiceCollection AddDashboard(this IServiceCollection services, LiveFeedOptions? options = null)
    {
        services.AddSingleton(provider =>
        {
            var chosen = options
                ?? provider.GetRequiredService<IConfiguration>().GetSection(LiveFeedOptions.Section).Get<LiveFeedOptions>()
                ?? new();
            chosen.Validate();
            return chosen;
        });
        services.TryAddSingleton(TimeProvider.System);
        services.AddClusterSilos();
        services.TryAddSingleton<ISnapshotSource>(provider => new GrainSnapshotSource(
            () => provider.GetRequiredService<IGrainFactory>().GetGrain<IDisseminationGrain>(0),
            () => Books(provider.GetRequiredService<PartitionProgress>()),
            provider.GetRequiredService<ClusterSilos>(),
            provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<LiveViewers>();
        services.AddHostedService<LiveFeed>();
        return services;
    }

    /// <summary>Serves the page at <c>/</c>, its files at <c>/assets</c>, and its events at <c>/v1/live</c>.</summary>
    public static IEndpointRouteBuilder MapDashboard(this IEndpointRouteBuilder endpoints)
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        endpoints.MapGet("/", AssetEndpoint.Page).RequireAuthorization(KeyPolicies.Read).ExcludeFromDescription();
        endpoints.MapGet("/assets/{**path}", AssetEndpoint.File).AllowAnonymous().ExcludeFromDescription();
        endpoints.MapGet("/v1/live", LiveEndpoint.StreamAsync)
            .RequireAuthorization(KeyPolicies.Read)
            .AddEndpointFilter<RouteHandlerBuilder, EndsWithKey>()
            .WithName("live")
            .WithTags("Dissemination")
            .WithSummary("What the live page shows, as server-sent events")
            .WithDescription(
                "Events named `snapshot` carry the whole picture whenever it changes, and at least every ten seconds; events named `trouble` say " +
                "why none comes. A late joiner gets the last one at once; a slow reader misses the ones between.")
            .Produces<SnapshotJson>(StatusCodes.Status200OK, "text/event-stream")
            .ProducesProblem(StatusCodes.Status503ServiceUnavailable);
        return endpoints;
    }

    private static BooksJson Books(PartitionProgress progress) =>
        BooksJson.Of([.. progress.Statuses.Select(status => status.Audit)], progress.Partitions);
}
