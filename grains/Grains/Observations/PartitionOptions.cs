using MediaAnalytics.Grains.Observations.Past;

namespace MediaAnalytics.Grains.Observations;

/// <summary>How partitions fold. Configuration section <c>Partition</c>.</summary>
public sealed record PartitionOptions
{
    /// <summary>Default of <see cref="PublishEvery"/>.</summary>
    public static readonly TimeSpan DefaultPublishEvery = TimeSpan.FromSeconds(1);

    /// <summary>Default of <see cref="CommitEvery"/>.</summary>
    public static readonly TimeSpan DefaultCommitEvery = TimeSpan.FromSeconds(10);

    /// <summary>Default of <see cref="Retention"/>.</summary>
    public static readonly TimeSpan DefaultRetention = TimeSpan.FromDays(7);

    /// <summary>Default of <see cref="SnapshotEvery"/>.</summary>
    public static readonly TimeSpan DefaultSnapshotEvery = TimeSpan.FromHours(1);

    /// <summary>Default of <see cref="LongestQuery"/>.</summary>
    public static readonly TimeSpan DefaultLongestQuery = TimeSpan.FromMinutes(10);

    /// <summary>Default of <see cref="AuditEvery"/>.</summary>
    public static readonly TimeSpan DefaultAuditEvery = TimeSpan.FromHours(1);

    /// <summary>Default of <see cref="RecentDeltas"/>.</summary>
    public const int DefaultRecentDeltas = 1_000_000;

    /// <summary>Shortest time between two publications of the cell table; 0.1 to 60 s.</summary>
    public TimeSpan PublishEvery { get; init; } = DefaultPublishEvery;

    /// <summary>Longest time that folded entries wait for a manifest while the snapshot is small; large snapshots wait longer. 0.1 s to 1 h.</summary>
    public TimeSpan CommitEvery { get; init; } = DefaultCommitEvery;

    /// <summary>How far back questions may ask as of an instant; 1 minute to 3,650 days.</summary>
    public TimeSpan Retention { get; init; } = DefaultRetention;

    /// <summary>Of the snapshots behind such questions, one of each such time is kept: answers replay the facts from there. 1 minute to 7 days.</summary>
    public TimeSpan SnapshotEvery { get; init; } = DefaultSnapshotEvery;

    /// <summary>
    /// How long files that no manifest names any longer are kept for questions under way; 2 minutes to 1 day. A question about the past takes
    /// <see cref="PastTables.LongestWait"/> at most: with less than twice that its files might go while it reads them.
    /// </summary>
    public TimeSpan LongestQuery { get; init; } = DefaultLongestQuery;

    /// <summary>Time between two full checks of a partition against its facts; one partition of a process at a time. 1 minute to 30 days.</summary>
    public TimeSpan AuditEvery { get; init; } = DefaultAuditEvery;

    /// <summary>Most deltas of the last day that a partition keeps in memory, 64 bytes each; beyond, windows reach back less far and say so. 1,000 to 50 million.</summary>
    public int RecentDeltas { get; init; } = DefaultRecentDeltas;

    /// <summary>Sources from the most to the least trusted; all others follow by name.</summary>
    public IReadOnlyList<string> SourcePrecedence { get; init; } = [];

    /// <summary>Says what is wrong, naming the key; null where nothing is.</summary>
    public string? Problem() =>
        Outside(PublishEvery, TimeSpan.FromSeconds(0.1), TimeSpan.FromMinutes(1)) ? "Partition:PublishEvery must be 0.1 to 60 seconds"
        : Outside(CommitEvery, TimeSpan.FromSeconds(0.1), TimeSpan.FromHours(1)) ? "Partition:CommitEvery must be 0.1 seconds to 1 hour"
        : Outside(Retention, TimeSpan.FromMinutes(1), TimeSpan.FromDays(3_650)) ? "Partition:Retention must be 1 minute to 3650 days"
        : Outside(SnapshotEvery, TimeSpan.FromMinutes(1), TimeSpan.FromDays(7)) ? "Partition:SnapshotEvery must be 1 minute to 7 days"
        : Outside(LongestQuery, 2 * PastTables.LongestWait, TimeSpan.FromDays(1))
            ? $"Partition:LongestQuery is {LongestQuery:c}; it must be 00:02:00 to 1.00:00:00, since a question about the past may read its files for a minute: set 00:10:00"
        : Outside(AuditEvery, TimeSpan.FromMinutes(1), TimeSpan.FromDays(30)) ? "Partition:AuditEvery must be 1 minute to 30 days"
        : SourcePrecedence.Distinct(StringComparer.Ordinal).Count() < SourcePrecedence.Count ? "Partition:SourcePrecedence names a source twice"
        : RecentDeltas is < 1_000 or > 50_000_000 ? "Partition:RecentDeltas must be 1000 to 50000000"
        : null;

    private static bool Outside(TimeSpan value, TimeSpan least, TimeSpan most) => value < least || value > most;
}
