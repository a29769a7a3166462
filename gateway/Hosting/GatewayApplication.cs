using MediaAnalytics.Storage.Hosting;

namespace MediaAnalytics.Gateway.Hosting;

/// <summary>The gateway's host in a cluster: API and page, with the grains elsewhere.</summary>
internal static class GatewayApplication
{
    /// <summary>Builds the host.</summary>
    /// <param name="options">Its configuration.</param>
    /// <param name="stores">The cluster's stores, open; the host closes them.</param>
    public static WebApplication Build(GatewayOptions options, ClusterStores stores)
    {
        WebApplicationBuilder builder = ServerHosting.CreateBuilder(options.Urls, options.Telemetry, "media-analytics-gateway", options.Data);
        builder.UseOrleansClient(client => client.JoinCluster(options.Cluster).AddActivityPropagation().AddOrleansDashboard(builder.Configuration));
        builder.Services.AddClusterStores(stores);
        builder.Services.AddPartitionsWatch().AddPartitionsCheck(once: true);
        return builder.BuildWithGateway(options.Urls);
    }
}
