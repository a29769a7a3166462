using System.Net;
using System.Net.Sockets;
using MediaAnalytics.Gateway.Hosting;
using MediaAnalytics.Grains.Hosting;
using MediaAnalytics.Grains.Placement;
using MediaAnalytics.Inference;
using MediaAnalytics.Inference.Batching;
using MediaAnalytics.Storage.Hosting;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace MediaAnalytics.Silo.Hosting;

/// <summary>The silo's host: by itself with every role, the gateway's API and the page; or a cluster's member with its roles, health and metrics.</summary>
internal static partial class SiloApplication
{
    /// <summary>Builds a host of one process.</summary>
    public static WebApplication Build(ServeOptions options)
    {
        WebApplicationBuilder builder = ServerHosting.CreateBuilder(options.Urls, options.Telemetry, "media-analytics", options.Storage.Folder);
        (int siloPort, int gatewayPort) = FreePorts();
        builder.UseOrleans(silo => silo
            .UseLocalhostClustering(siloPort, gatewayPort)
            .AddActivityPropagation()
            .AddEmbeddedStorage(options.Storage, options.Facts)
            .AddMediaAnalyticsGrains(options.Grains)
            .AddOrleansDashboard(builder.Configuration));
        AddEngine(builder, options.Engine);
        builder.Services.AddPartitionsCheck();
        return builder.BuildWithGateway(options.Urls);
    }

    /// <summary>Builds a cluster's silo.</summary>
    /// <param name="options">Its configuration.</param>
    /// <param name="stores">The cluster's stores, open; the host closes them.</param>
    public static WebApplication Build(ServeOptions options, ClusterStores stores)
    {
        WebApplicationBuilder builder = ServerHosting.CreateBuilder(
            options.Urls, options.Telemetry, "media-analytics-silo", options.Storage.Folder, string.Join(',', options.RoleList));
        builder.UseOrleans(silo => silo
            .JoinCluster(options.Cluster)
            .AddActivityPropagation()
            .AddClusterStorage(stores, options.Facts, options.Storage.Folder)
            .AddMediaAnalyticsGrains(options.Grains)
            .AddOrleansDashboard(builder.Configuration));
        if (options.RoleList.Contains(SiloRoles.Infer))
            AddEngine(builder, options.Engine with { EndsProcess = true });
        if (options.RoleList.Contains(SiloRoles.Core))
            builder.Services.AddPartitionsCheck();
        WebApplication app = builder.Build();
        app.MapServer();
        if (!IPAddress.IsLoopback(IPAddress.Parse(options.Cluster.Address)))
            LogOpenPorts(app.Logger, options.Cluster.SiloPort, options.Cluster.GatewayPort);
        return app;
    }

    private static void AddEngine(WebApplicationBuilder builder, GenreEngineOptions engine)
    {
        builder.Services.AddGenreEngine(engine).AddGenreModelWatch();
        builder.Services.AddHealthChecks().AddCheck<GenreEngineHealthCheck>("genre engine", HealthStatus.Unhealthy, [ServerHosting.Ready]);
    }

    private static (int Silo, int Gateway) FreePorts()
    {
        using TcpListener silo = new(IPAddress.Loopback, 0), gateway = new(IPAddress.Loopback, 0);
        silo.Start();
        gateway.Start();
        return (((IPEndPoint)silo.LocalEndpoint).Port, ((IPEndPoint)gateway.LocalEndpoint).Port);
    }

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "Ports {SiloPort} and {GatewayPort} are open on every address of this machine and ask for no key: whoever reaches them can call every grain. Only the "
            + "cluster's own processes may (a private network, a firewall, a NetworkPolicy)")]
    private static partial void LogOpenPorts(ILogger logger, int siloPort, int gatewayPort);
}
