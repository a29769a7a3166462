using MediaAnalytics.Gateway.Hosting;
using MediaAnalytics.Gateway.Keys;
using MediaAnalytics.Gateway.Telemetry;
using MediaAnalytics.Grains.Decoding;
using MediaAnalytics.Grains.Hosting;
using MediaAnalytics.Grains.Observations;
using MediaAnalytics.Grains.Placement;
using MediaAnalytics.Grains.Workflow;
using MediaAnalytics.Inference;
using MediaAnalytics.Inference.Batching;
using MediaAnalytics.Storage;
using MediaAnalytics.Storage.Facts;
using MediaAnalytics.Storage.Hosting;

namespace MediaAnalytics.Silo.Hosting;

/// <summary>What <c>serve</c> is configured with: options of the command line over environment variables (<c>MEDIAANALYTICS_*</c>) over appsettings.json.</summary>
internal sealed record ServeOptions
{
    /// <summary>The data folder. The default is <c>media-analytics</c> in the user's local application data.</summary>
    public string Data { get; init; } = Path.Combine(
        Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify), "media-analytics");

    /// <summary>Addresses to listen on, separated by <c>;</c>. Only loopback addresses unless keys are asked for, or the silo is a cluster's and has no API.</summary>
    public string Urls { get; init; } = ServerHosting.DefaultUrls;

    /// <inheritdoc cref="StorageOptions.Partitions"/>
    public int Partitions { get; init; } = StorageOptions.DefaultPartitions;

    /// <summary>What this silo does in a cluster: some of <see cref="SiloRoles.All"/>, joined by commas. Without a cluster it does everything.</summary>
    public string Roles { get; init; } = string.Join(',', SiloRoles.All);

    public ClusterOptions Cluster { get; init; } = new();

    public PlacementOptions Placement { get; init; } = new();

    /// <summary>Path of the genre model; null for the one that ships with the product.</summary>
    public string? Model { get; init; }

    /// <summary>What inference runs on: auto, cpu or cuda.</summary>
    public string Accelerator { get; init; } = TorchDevice.Auto;

    /// <summary>The batcher.</summary>
    public GenreEngineOptions Genre { get; init; } = new();

    public KeysOptions Keys { get; init; } = new();

    public WorkflowOptions Workflow { get; init; } = new();

    public PartitionOptions Partition { get; init; } = new();

    public FactsOptions Facts { get; init; } = new();

    public MediaDecoderOptions Decoder { get; init; } = new();

    public TelemetryOptions Telemetry { get; init; } = new();

    /// <summary>The stores' part.</summary>
    public StorageOptions Storage => new() { Folder = Path.GetFullPath(Data), Partitions = Partitions };

    /// <summary>The grains' part.</summary>
    /// <exception cref="TorchUnavailableException">The accelerator that is asked for can't be had.</exception>
    public GrainsOptions Grains => new()
    {
        Workflow = Workflow,
        Partition = Partition,
        Decoder = Decoder,
        Placement = Placement,
        Roles = RoleList,
        Accelerator = RoleList.Contains(SiloRoles.Infer) ? TorchDevice.Choose(Accelerator) : Accelerators.Cpu,
    };

    /// <summary>The roles of <see cref="Roles"/>.</summary>
    public IReadOnlyList<string> RoleList => SiloRoles.Parse(Roles, out IReadOnlyList<string> roles) is null ? roles : [];

    /// <summary>The genre engine's part.</summary>
    public GenreEngineOptions Engine => Genre with { Accelerator = Accelerator, ModelPath = Model is null ? Genre.ModelPath : Path.GetFullPath(Model) };

    /// <summary>Says what is wrong, naming the key; null where nothing is.</summary>
    public string? Problem() =>
        SiloRoles.Parse(Roles, out IReadOnlyList<string> roles)
        ?? Cluster.Problem()
        ?? (!Cluster.Enabled && roles.Count < SiloRoles.All.Count ? "Roles leaves some out, but there is no cluster (Cluster:Redis) whose other silos would do them" : null)
        ?? (Cluster.Enabled ? null : ListenAddresses.Problem(Urls, Keys))
        ?? ListenAddresses.TelemetryProblem(Telemetry.Urls, Urls)
        ?? (Partitions is < 1 or > StorageOptions.MaxPartitions ? $"Partitions must be 1 to {StorageOptions.MaxPartitions}" : Engine.Problem() ?? AcceleratorProblem() ?? Facts.Problem() ?? Telemetry.Problem() ?? Grains.Problem());

    /// <summary>Says what this machine lacks of what the silo's roles need; null where it lacks nothing. Alone, a process serves what it can without it.</summary>
    public string? Lack() => Cluster.Enabled && RoleList.Contains(SiloRoles.Decode) && Decoder.MissingProgram() is { } program
        ? $"Roles has {SiloRoles.Decode}, but {program} is not installed on this machine. Install ffmpeg (Debian: apt-get install ffmpeg), name it by the keys Decoder:Ffmpeg and Decoder:Ffprobe, or leave {SiloRoles.Decode} out of Roles"
        : null;

    private string? AcceleratorProblem()
    {
        try
        {
            if (RoleList.Contains(SiloRoles.Infer))
                TorchDevice.Choose(Accelerator);
            return null;
        }
        catch (TorchUnavailableException absent)
        {
            return absent.Message;
        }
    }
}
