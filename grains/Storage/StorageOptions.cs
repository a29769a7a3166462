namespace MediaAnalytics.Storage;

/// <summary>Where the embedded stores keep their files.</summary>
public sealed record StorageOptions
{
    /// <summary>Default of <see cref="Partitions"/>.</summary>
    public const int DefaultPartitions = 8;

    /// <summary>The data folder; made where missing. Configuration key <c>Data</c>.</summary>
    public required string Folder { get; init; }

    /// <summary>Partitions of the log, 1 to 1,024; fixed when the log is created. Configuration key <c>Partitions</c>.</summary>
    public int Partitions { get; init; } = DefaultPartitions;
}
