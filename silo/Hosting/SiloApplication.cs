using System.Net;
using System.Net.Sockets;
using MediaAnalytics.Gateway.Hosting;
using MediaAnalytics.Gateway.Keys;
using MediaAnalytics.Grains.Hosting;
using MediaAnalytics.Inference;
using MediaAnalytics.Storage.Hosting;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using OpenTelemetry.Metrics;

namespace MediaAnalytics.Silo.Hosting;

/// <summary>The embedded host: one silo with every role, the gateway's API and page, health and metrics, in one process.</summary>
internal static class SiloApplication
{
    /// <summary>Builds the host.</summary>
    public static WebApplication Build(ServeOptions options)
    {
        WebApplicationBuilder builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            ContentRootPath = AppContext.BaseDirectory,
        });
        builder.Configuration.AddEnvironmentVariables(ServeOptions.EnvironmentPrefix);
        builder.WebHost.UseUrls(options.Urls);
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(30));
        builder.Services.AddSingleton(TimeProvider.System);

        (int siloPort, int gatewayPort) = FreePorts();
        builder.UseOrleans(silo => silo
            .UseLocalhostClustering(siloPort, gatewayPort)
            .AddEmbeddedStorage(options.Storage, options.Facts)
            .AddMediaAnalyticsGrains(options.Grains)
            .AddOrleansDashboard(builder.Configuration));

        builder.Services.AddGenreEngine(options.Model);
        builder.Services.AddGateway(builder.Configuration);
        builder.Services.AddGatewayKeys(builder.Configuration);
        builder.Services.AddHealthChecks()
            .AddCheck<PartitionsHealthCheck>("partitions", HealthStatus.Unhealthy, ["ready"])
            .AddCheck<GenreEngineHealthCheck>("genre engine", HealthStatus.Unhealthy, ["ready"]);
        builder.Services.AddOpenTelemetry().WithMetrics(metrics => metrics
            .AddMeter("Microsoft.Orleans", "MediaAnalytics.*", "Microsoft.AspNetCore.Hosting", "System.Runtime")
            .AddPrometheusExporter());

        WebApplication app = builder.Build();
        app.UseExceptionHandler();
        app.UseStatusCodePages();
        app.UseSameOriginWrites();
        app.UseGatewayKeys();
        app.MapHealthChecks("/health/live", new() { Predicate = _ => false }).AllowAnonymous();
        app.MapHealthChecks("/health/ready", new() { Predicate = check => check.Tags.Contains("ready"), ResponseWriter = HealthJson.WriteAsync }).AllowAnonymous();
        app.MapPrometheusScrapingEndpoint("/metrics").AllowAnonymous();
        app.MapGateway();
        return app;
    }

    private static (int Silo, int Gateway) FreePorts()
    {
        using TcpListener silo = new(IPAddress.Loopback, 0), gateway = new(IPAddress.Loopback, 0);
        silo.Start();
        gateway.Start();
        return (((IPEndPoint)silo.LocalEndpoint).Port, ((IPEndPoint)gateway.LocalEndpoint).Port);
    }
}
