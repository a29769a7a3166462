namespace MediaAnalytics.Grains.Observations;

/// <summary>How partitions fold. Configuration section <c>Partition</c>.</summary>
public sealed record PartitionOptions
{
    /// <summary>Default of <see cref="PublishEvery"/>.</summary>
    public static readonly TimeSpan DefaultPublishEvery = TimeSpan.FromSeconds(1);

    /// <summary>Default of <see cref="CommitEvery"/>.</summary>
    public static readonly TimeSpan DefaultCommitEvery = TimeSpan.FromSeconds(10);

    /// <summary>Shortest time between two publications of the cell table; 0.1 to 60 s.</summary>
    public TimeSpan PublishEvery { get; init; } = DefaultPublishEvery;

    /// <summary>Longest time that folded entries wait for a manifest while the snapshot is small; large snapshots wait longer. 0.1 s to 1 h.</summary>
    public TimeSpan CommitEvery { get; init; } = DefaultCommitEvery;

    /// <summary>Sources from the most to the least trusted; all others follow by name.</summary>
    public IReadOnlyList<string> SourcePrecedence { get; init; } = [];

    /// <summary>Says what is wrong, naming the key; null where nothing is.</summary>
    public string? Problem() =>
        PublishEvery < TimeSpan.FromSeconds(0.1) || PublishEvery > TimeSpan.FromMinutes(1) ? "Partition:PublishEvery must be 0.1 to 60 seconds"
        : CommitEvery < TimeSpan.FromSeconds(0.1) || CommitEvery > TimeSpan.FromHours(1) ? "Partition:CommitEvery must be 0.1 seconds to 1 hour"
        : null;
}
