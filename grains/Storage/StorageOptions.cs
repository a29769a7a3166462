namespace MediaAnalytics.Storage;

/// <summary>Where the embedded stores keep their files.</summary>
public sealed record StorageOptions
{
    /// <summary>Default of <see cref="Partitions"/>.</summary>
    public const int DefaultPartitions = 8;

    /// <summary>Largest value of <see cref="Partitions"/>.</summary>
    public const int MaxPartitions = 1_024;

    /// <summary>The data folder; made where missing. Configuration key <c>Data</c>.</summary>
    public required string Folder { get; init; }

    /// <summary>Partitions of the log, 1 to 1,024; fixed when the log is created. Configuration key <c>Partitions</c>.</summary>
    public int Partitions { get; init; } = DefaultPartitions;

    /// <summary>Checks the ranges.</summary>
    /// <exception cref="ArgumentException">A value is out of range; the message names its key.</exception>
    public void Check()
    {
        if (string.IsNullOrWhiteSpace(Folder))
        {
            throw new ArgumentException("The key Data is empty: set it to the folder that is to hold the data.");
        }

        if (Partitions is < 1 or > MaxPartitions)
        {
            throw new ArgumentException($"The key Partitions is {Partitions}: it must be from 1 to {MaxPartitions:N0}.");
        }
    }
}
