namespace MediaAnalytics.Storage.Manifests.Blobs;

/// <summary>
/// What a partition's one changing blob holds: its manifest, the newest of the past as rows, and where the others lie. Kept of the past are the revisions
/// from <see cref="Kept"/> on, and the one before them that <see cref="Start"/> says. Pure.
/// </summary>
internal sealed record ManifestDocument
{
    /// <summary>Version of this form.</summary>
    public const int CurrentFormat = 1;

    /// <summary>Version that it was written in.</summary>
    public int Format { get; init; } = CurrentFormat;

    /// <summary>Given anew to each version of the blob: a writer whose answer was lost knows its own by it.</summary>
    public required Guid Version { get; init; }

    /// <summary>The version that put this manifest here.</summary>
    public required Guid Commit { get; init; }

    /// <summary>The current manifest.</summary>
    public required Manifest Manifest { get; init; }

    /// <summary>The newest manifests by revision, the current one last; never empty.</summary>
    public IReadOnlyList<ManifestRow> Recent { get; init; } = [];

    /// <summary>Which kept manifests name which snapshot, by revision.</summary>
    public IReadOnlyList<SnapshotRun> Snapshots { get; init; } = [];

    /// <summary>Where the manifests before <see cref="Recent"/> lie, by revision.</summary>
    public IReadOnlyList<PastSegment> Segments { get; init; } = [];

    /// <summary>Oldest kept revision but for <see cref="Start"/>; 0 where nothing was forgotten.</summary>
    public long Kept { get; init; }

    /// <summary>The manifest before <see cref="Kept"/> that stays for its snapshot, which answers about the oldest kept instant start from; null where it needs none.</summary>
    public ManifestRow? Start() => Snapshots is [var first, ..] && first.Last < Kept ? first.LastRow() : null;

    /// <summary>The snapshot that a kept revision names; null where it names none, or that was thinned out.</summary>
    public string? SnapshotOf(long revision) => Snapshots.FirstOrDefault(run => run.First <= revision && revision <= run.Last)?.Key;

    /// <summary>A manifest of the past, without facts.</summary>
    public Manifest Past(ManifestRow row) => new()
    {
        Revision = row.Revision,
        Epoch = row.Epoch,
        LogGeneration = row.Generation,
        Offset = row.Offset,
        Snapshot = SnapshotOf(row.Revision),
        WrittenAt = new(row.Written, TimeSpan.Zero),
    };

    /// <summary>The document with the next manifest, of a first one where there was none.</summary>
    public static ManifestDocument After(ManifestDocument? before, Manifest next, Guid commit)
    {
        var row = ManifestRow.Of(next);
        List<SnapshotRun> snapshots = [.. before?.Snapshots ?? []];
        if (next.Snapshot is { } key)
        {
            if (snapshots is [.., var last] && last.With(row, key) is { } longer)
            {
                snapshots[^1] = longer;
            }
            else
            {
                snapshots.Add(SnapshotRun.Of(row, key));
            }
        }

        return new()
        {
            Version = commit,
            Commit = commit,
            Manifest = next,
            Recent = [.. before?.Recent ?? [], row],
            Snapshots = snapshots,
            Segments = before?.Segments ?? [],
            Kept = before?.Kept ?? 0,
        };
    }

    /// <summary>The document with the oldest of its rows in a segment.</summary>
    public ManifestDocument With(PastSegment segment) =>
        this with { Recent = [.. Recent.Where(row => row.Revision > segment.Last)], Segments = [.. Segments, segment] };
}
