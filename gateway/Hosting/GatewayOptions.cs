using MediaAnalytics.Gateway.Keys;
using MediaAnalytics.Gateway.Telemetry;
using MediaAnalytics.Storage;
using MediaAnalytics.Storage.Hosting;

namespace MediaAnalytics.Gateway.Hosting;

/// <summary>What <c>gateway serve</c> is configured with: options of the command line over environment variables over appsettings.json.</summary>
internal sealed record GatewayOptions
{
    /// <summary>Addresses to listen on, separated by <c>;</c>.</summary>
    public string Urls { get; init; } = ServerHosting.DefaultUrls;

    /// <summary>Folder for local copies of blobs; may be lost at any time. Default: one of its own in the system's temporary folder.</summary>
    public string Data { get; init; } = Path.Combine(Path.GetTempPath(), "media-analytics-gateway");

    /// <inheritdoc cref="StorageOptions.Partitions"/>
    public int Partitions { get; init; } = StorageOptions.DefaultPartitions;

    public ClusterOptions Cluster { get; init; } = new();

    public KeysOptions Keys { get; init; } = new();

    public TelemetryOptions Telemetry { get; init; } = new();

    /// <summary>Says what is wrong, naming the key; null where nothing is.</summary>
    public string? Problem() =>
        !Cluster.Enabled ? "Cluster:Redis is not set: a gateway belongs to a cluster. To run everything in one process, start 'silo serve' instead"
        : Cluster.Problem() ?? ListenAddresses.Problem(Urls, Keys) ?? ListenAddresses.TelemetryProblem(Telemetry.Urls, Urls) ?? Telemetry.Problem();
}
