namespace MediaAnalytics.Storage.Manifests.Blobs;

/// <summary>Manifests of consecutive revisions that name one snapshot: a partition that is opened again and again adds none.</summary>
internal sealed record SnapshotRun
{
    /// <summary>The snapshot.</summary>
    public required string Key { get; init; }

    /// <summary>The log that <see cref="Offset"/> counts in.</summary>
    public required Guid Generation { get; init; }

    /// <summary>The log offset that it is of.</summary>
    public required long Offset { get; init; }

    /// <summary>First revision that names it.</summary>
    public required long First { get; init; }

    /// <summary>Last revision that names it.</summary>
    public required long Last { get; init; }

    /// <summary>When the first was written, in ticks of UTC.</summary>
    public required long FirstWritten { get; init; }

    /// <summary>When the last was written, in ticks of UTC.</summary>
    public required long LastWritten { get; init; }

    /// <summary>Epoch of the last.</summary>
    public required long Epoch { get; init; }

    /// <summary>The last of its manifests.</summary>
    public ManifestRow LastRow() => new(Last, Epoch, Generation, Offset, LastWritten);

    /// <summary>With a further manifest; null where that starts a run of its own.</summary>
    public SnapshotRun? With(ManifestRow row, string key) =>
        Key == key && Generation == row.Generation && Offset == row.Offset && Last == row.Revision - 1
            ? this with { Last = row.Revision, LastWritten = row.Written, Epoch = row.Epoch }
            : null;

    /// <summary>A run of one manifest.</summary>
    public static SnapshotRun Of(ManifestRow row, string key) => new()
    {
        Key = key,
        Generation = row.Generation,
        Offset = row.Offset,
        First = row.Revision,
        Last = row.Revision,
        FirstWritten = row.Written,
        LastWritten = row.Written,
        Epoch = row.Epoch,
    };
}
