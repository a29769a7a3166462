using MediaAnalytics.Gateway.Telemetry;
using MediaAnalytics.Storage.EventLog;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging.Console;

namespace MediaAnalytics.Gateway.Hosting;

/// <summary>What every process of the product has: health, metrics, and answers to what fails.</summary>
public static class ServerHosting
{
    /// <summary>What the names of environment variables that configure the product start with.</summary>
    public const string EnvironmentPrefix = "MEDIAANALYTICS_";

    /// <summary>Default address to listen on.</summary>
    public const string DefaultUrls = "http://127.0.0.1:8080";

    /// <summary>The web server's own section of addresses, which overrides all others.</summary>
    internal const string KestrelEndpoints = "Kestrel:Endpoints";

    /// <summary>Tag of the health checks that readiness asks.</summary>
    public const string Ready = "ready";

    /// <summary>How long a process that is told to stop may take: requests under way end, grains move.</summary>
    internal static readonly TimeSpan ShutdownTime = TimeSpan.FromSeconds(30);

    /// <summary>What a process is configured with before it is built: environment variables over appsettings.json beside the program.</summary>
    /// <exception cref="ArgumentException">A value can't be read; the message names its key.</exception>
    public static T Configured<T>()
        where T : new() => Read<T>(Configuration());

    /// <summary>Options as a configuration has them.</summary>
    /// <exception cref="ArgumentException">A value can't be read; the message names its key.</exception>
    public static T Read<T>(IConfiguration configuration)
        where T : new()
    {
        try
        {
            return configuration.Get<T>() ?? new();
        }
        catch (InvalidOperationException unreadable)
        {
            throw new ArgumentException($"The configuration can't be read: {unreadable.Message}", unreadable);
        }
    }

    /// <summary>Logs of what happens before the host is built, and beside it.</summary>
    public static ILoggerFactory Loggers() => LoggerFactory.Create(static logging =>
    {
        logging.Services.AddSingleton(TimeProvider.System);
        logging.AddConfiguration(Configuration().GetSection("Logging")).AddConsole().AddConsoleFormatter<LineFormatter, ConsoleFormatterOptions>();
    });

    /// <summary>A builder with that configuration, health and metrics.</summary>
    /// <param name="urls">Addresses to listen on, separated by <c>;</c>.</param>
    /// <param name="telemetry">Checked options.</param>
    /// <param name="service">The service's name in metrics and traces.</param>
    /// <param name="folder">The folder whose disk the metrics tell of.</param>
    /// <param name="roles">The silo's roles; null where it is none.</param>
    /// <exception cref="ArgumentException">The web server's own configuration takes the place of the addresses for telemetry.</exception>
    /// <exception cref="IOException">An address is taken.</exception>
    public static WebApplicationBuilder CreateBuilder(string urls, TelemetryOptions telemetry, string service, string folder, string? roles = null)
    {
        ArgumentNullException.ThrowIfNull(telemetry);
        WebApplicationBuilder builder = WebApplication.CreateBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.Configuration.AddEnvironmentVariables(EnvironmentPrefix);
        bool hasEndpoints = builder.Configuration.GetSection(KestrelEndpoints).GetChildren().Any();
        if (telemetry.Urls is { } own && hasEndpoints)
            throw new ArgumentException($"{KestrelEndpoints} takes the place of all other addresses, Telemetry:Urls ({own}) too: set Urls instead, or leave out Telemetry:Urls");
        string addresses = telemetry.Urls is null ? urls : $"{urls};{telemetry.Urls}";
        if (!hasEndpoints)
            FreeAddresses.Require(addresses);
        builder.WebHost.UseUrls(addresses);
        builder.Services.AddSingleton(new TelemetryAddresses(telemetry.Urls));
        // Read once: addresses that are written into a file later would be listened on unchecked.
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Configure(builder.Configuration.GetSection("Kestrel"), reloadOnChange: false));
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = ShutdownTime);
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddProblemDetails();
        builder.Services.AddExceptionHandler<ClusterFaultHandler>();
        builder.Services.AddHealthChecks();
        builder.AddTelemetry(telemetry, service, roles);
        builder.AddDiskMetrics(folder);
        return builder;
    }

    /// <summary>Readiness asks that every partition answers: always, or until all have once or had a minute to (<paramref name="once"/>), and other trouble is only told of.</summary>
    public static IServiceCollection AddPartitionsCheck(this IServiceCollection services, bool once = false)
    {
        services.AddHealthChecks().Add(new(
            "partitions", provider => new PartitionsHealthCheck(provider.GetRequiredService<PartitionProgress>(), once), HealthStatus.Unhealthy, [Ready]));
        return services;
    }

    /// <summary>Watches the partitions from a process that has no partitions of its own.</summary>
    public static IServiceCollection AddPartitionsWatch(this IServiceCollection services) =>
        services.AddSingleton<PartitionProgress>().AddHostedService<PartitionWaker>();

    /// <summary>
    /// Answers faults with problem details, and serves <c>/health/live</c>, <c>/health/ready</c> and <c>/metrics</c>: on <see cref="TelemetryOptions.Urls"/>
    /// alone, and nothing else there, where these are set.
    /// </summary>
    public static WebApplication MapServer(this WebApplication app)
    {
        ArgumentNullException.ThrowIfNull(app);
        app.UseExceptionHandler();
        app.UseStatusCodePages();
        TelemetryAddresses addresses = app.Services.GetRequiredService<TelemetryAddresses>();
        if (addresses.Apart)
            app.Use(addresses.KeepApartAsync);
        RouteGroupBuilder group = app.MapGroup("").WithMetadata(addresses).AllowAnonymous();
        group.MapHealthChecks("/health/live", new() { Predicate = _ => false });
        group.MapHealthChecks("/health/ready", new() { Predicate = check => check.Tags.Contains(Ready), ResponseWriter = HealthJson.WriteAsync });
        group.MapTelemetry();
        return app;
    }

    private static IConfigurationRoot Configuration() => new ConfigurationBuilder()
        .AddJsonFile(Path.Combine(AppContext.BaseDirectory, "appsettings.json"), optional: true)
        .AddEnvironmentVariables(EnvironmentPrefix)
        .Build();
}
