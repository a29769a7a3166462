using System.Diagnostics.Metrics;
using System.Reflection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging.Console;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace MediaAnalytics.Gateway.Telemetry;

/// <summary>Metrics, traces and what ties logs to them, for every kind of host.</summary>
public static class TelemetryHosting
{
    /// <summary>
    /// Sources of our own activities and meters, and that of Orleans' calls between grains. Its other source, Microsoft.Orleans.Runtime, is left out: it has
    /// an activity for each tick of a timer, poll of a stream and message of the membership.
    /// </summary>
    private const string Own = "MediaAnalytics.*", OrleansCalls = "Microsoft.Orleans.Application";

    private static readonly double[] SecondsBounds =
        [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300];

    private static readonly double[] CountBounds = [1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1_024];

    /// <summary>What is asked for by machines all the time, or lasts as long as someone watches: it is not traced.</summary>
    private static readonly PathString[] Untraced = ["/health", "/metrics", "/assets", "/v1/live"];

    /// <summary>
    /// Adds metrics for Prometheus, traces (exported where <see cref="TelemetryOptions.Otlp"/> is set; else they only give logs their trace ids), and the
    /// console format <c>line</c>. Orleans' silo or client needs <c>AddActivityPropagation</c> besides.
    /// </summary>
    /// <param name="builder">The host's builder.</param>
    /// <param name="options">Checked options.</param>
    /// <param name="service">The service's name in traces and in <c>target_info</c>.</param>
    /// <param name="roles">The silo's roles; null where it is none.</param>
    /// <exception cref="ArgumentException">An option is out of its range; the message names its key.</exception>
    public static IHostApplicationBuilder AddTelemetry(this IHostApplicationBuilder builder, TelemetryOptions options, string service, string? roles = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(options);
        if (options.Problem() is { } problem) throw new ArgumentException(problem, nameof(options));

        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Logging.AddConsoleFormatter<LineFormatter, ConsoleFormatterOptions>();
        builder.Logging.Configure(logging => logging.ActivityTrackingOptions = ActivityTrackingOptions.TraceId | ActivityTrackingOptions.SpanId);
        builder.Services.AddOpenTelemetry()
            .ConfigureResource(resource => Describe(resource, service, roles))
            .WithMetrics(metrics => metrics
                .AddMeter("Microsoft.Orleans", Own, "Microsoft.AspNetCore.Hosting", "System.Runtime")
                .AddView(Buckets)
                .AddPrometheusExporter())
            .WithTracing(traces => Trace(traces, options));
        builder.Services.AddHostedService<CountersFromZero>();
        return builder;
    }

    /// <summary>Adds the free space of the disk that holds <paramref name="folder"/> to the metrics.</summary>
    public static IHostApplicationBuilder AddDiskMetrics(this IHostApplicationBuilder builder, string folder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.AddHostedService(services => new DiskMetrics(services.GetRequiredService<IMeterFactory>(), folder));
        return builder;
    }

    /// <summary>Serves the metrics at <c>/metrics</c>.</summary>
    public static IEndpointRouteBuilder MapTelemetry(this IEndpointRouteBuilder routes)
    {
        routes.MapPrometheusScrapingEndpoint("/metrics").AllowAnonymous();
        return routes;
    }

    private static void Describe(ResourceBuilder resource, string service, string? roles)
    {
        Version? version = Assembly.GetExecutingAssembly().GetName().Version;
        resource.AddService(service, serviceVersion: version?.ToString(3), serviceInstanceId: $"{Environment.MachineName}:{Environment.ProcessId}");
        if (roles is not null) resource.AddAttributes([new("media_analytics.roles", roles)]);
    }

    private static void Trace(TracerProviderBuilder traces, TelemetryOptions options)
    {
        traces.AddSource(Own, OrleansCalls);
        if (options.Export is not var (endpoint, protocol))
        {
            // Begins are still given ids, which logs carry; nothing is recorded.
            traces.SetSampler(new AlwaysOffSampler());
            return;
        }

        traces
            .SetSampler(new ParentBasedSampler(new BeginSampler(options.SampleRatio)))
            .AddAspNetCoreInstrumentation(http => http.Filter = context => !Untraced.Any(path => context.Request.Path.StartsWithSegments(path)))
            .AddOtlpExporter(otlp => (otlp.Endpoint, otlp.Protocol) = (endpoint, protocol));
    }

    /// <summary>Our histograms are of seconds, or of how many share something; the default bounds fit neither.</summary>
    private static MetricStreamConfiguration? Buckets(Instrument instrument)
    {
        bool ours = instrument.Meter.Name.StartsWith("MediaAnalytics.", StringComparison.Ordinal);
        bool histogram = instrument.GetType() is { IsGenericType: true } type && type.GetGenericTypeDefinition() == typeof(Histogram<>);
        return ours && histogram ? new ExplicitBucketHistogramConfiguration { Boundaries = instrument.Unit == "s" ? SecondsBounds : CountBounds } : null;
    }
}
