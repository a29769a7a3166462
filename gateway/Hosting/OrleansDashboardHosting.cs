using MediaAnalytics.Gateway.Keys.Authentication;
using MediaAnalytics.Gateway.Keys.Authorization;
using Orleans.Dashboard;

namespace MediaAnalytics.Gateway.Hosting;

/// <summary>
/// Orleans' own dashboard at <c>/orleans</c>, for admins. It needs its part in every silo, and in an Orleans client that serves it. Off unless the
/// configuration says <c>OrleansDashboard: true</c>, since it filters every grain call and samples each silo every second.
/// </summary>
public static class OrleansDashboardHosting
{
    /// <summary>The key of the configuration.</summary>
    public const string Key = "OrleansDashboard";

    private const string Address = "/orleans";

    /// <summary>Adds the silo's part, where the configuration asks for it. A silo that serves the gateway's API needs no other.</summary>
    public static ISiloBuilder AddOrleansDashboard(this ISiloBuilder silo, IConfiguration configuration)
    {
        if (configuration.GetValue<bool>(Key))
            silo.AddDashboard();
        return silo;
    }

    /// <summary>Adds an Orleans client's part, where the configuration asks for it.</summary>
    public static IClientBuilder AddOrleansDashboard(this IClientBuilder client, IConfiguration configuration)
    {
        if (configuration.GetValue<bool>(Key))
            client.AddDashboard();
        return client;
    }

    /// <summary>Serves it, where the configuration asks for it.</summary>
    public static IEndpointRouteBuilder MapOrleansDashboard(this IEndpointRouteBuilder routes, IConfiguration configuration)
    {
        if (configuration.GetValue<bool>(Key))
        {
            RouteGroupBuilder group = routes.MapOrleansDashboard(Address).RequireAuthorization(KeyPolicies.Admin).ExcludeFromDescription();
            group.AddEndpointFilter<RouteGroupBuilder, EndsWithKey>();
        }

        return routes;
    }
}
