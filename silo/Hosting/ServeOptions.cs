using MediaAnalytics.Gateway.Keys;
using MediaAnalytics.Grains.Decoding;
using MediaAnalytics.Grains.Hosting;
using MediaAnalytics.Grains.Observations;
using MediaAnalytics.Grains.Workflow;
using MediaAnalytics.Storage;
using MediaAnalytics.Storage.Facts;

namespace MediaAnalytics.Silo.Hosting;

/// <summary>What <c>serve</c> is configured with: options of the command line over environment variables (<c>MEDIAANALYTICS_*</c>) over appsettings.json.</summary>
internal sealed record ServeOptions
{
    /// <summary>Default of <see cref="Urls"/>.</summary>
    public const string DefaultUrls = "http://127.0.0.1:8080";

    /// <summary>What the names of environment variables that configure the product start with.</summary>
    public const string EnvironmentPrefix = "MEDIAANALYTICS_";

    /// <summary>The data folder. The default is <c>media-analytics</c> in the user's local application data.</summary>
    public string Data { get; init; } = Path.Combine(
        Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify), "media-analytics");

    /// <summary>Addresses to listen on, separated by <c>;</c>. Only loopback addresses unless keys are asked for.</summary>
    public string Urls { get; init; } = DefaultUrls;

    /// <inheritdoc cref="StorageOptions.Partitions"/>
    public int Partitions { get; init; } = StorageOptions.DefaultPartitions;

    /// <summary>Path of the genre model; null for the one that ships with the product.</summary>
    public string? Model { get; init; }

    public KeysOptions Keys { get; init; } = new();

    public WorkflowOptions Workflow { get; init; } = new();

    public PartitionOptions Partition { get; init; } = new();

    public FactsOptions Facts { get; init; } = new();

    public MediaDecoderOptions Decoder { get; init; } = new();

    /// <summary>The stores' part.</summary>
    public StorageOptions Storage => new() { Folder = Path.GetFullPath(Data), Partitions = Partitions };

    /// <summary>The grains' part.</summary>
    public GrainsOptions Grains => new() { Workflow = Workflow, Partition = Partition, Decoder = Decoder };

    /// <summary>Says what is wrong, naming the key; null where nothing is.</summary>
    public string? Problem() =>
        ListenAddresses.Problem(Urls, Keys) ?? (Partitions is < 1 or > 1_024 ? "Partitions must be 1 to 1024" : Facts.Problem() ?? Grains.Problem());
}
