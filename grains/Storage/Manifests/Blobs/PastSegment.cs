namespace MediaAnalytics.Storage.Manifests.Blobs;

/// <summary>A blob of past manifests, which never changes; named by the current document while any of them is kept.</summary>
internal sealed record PastSegment
{
    /// <summary>Its name in the partition's folder of the past: first revision, then what no other blob has.</summary>
    public required string Name { get; init; }

    /// <summary>First revision in it; all up to the last are in it too.</summary>
    public required long First { get; init; }

    /// <summary>Last revision in it.</summary>
    public required long Last { get; init; }

    /// <summary>When the first was written, in ticks of UTC.</summary>
    public required long FirstWritten { get; init; }

    /// <summary>When the last was written, in ticks of UTC.</summary>
    public required long LastWritten { get; init; }

    /// <summary>The log generation of all of them; null where they are of several.</summary>
    public Guid? Generation { get; init; }

    /// <summary>A segment, under a new name.</summary>
    public static PastSegment Of(IReadOnlyList<ManifestRow> rows) => new()
    {
        Name = FormattableString.Invariant($"{rows[0].Revision}-{Guid.NewGuid():N}"),
        First = rows[0].Revision,
        Last = rows[^1].Revision,
        FirstWritten = rows[0].Written,
        LastWritten = rows[^1].Written,
        Generation = rows.All(row => row.Generation == rows[0].Generation) ? rows[0].Generation : null,
    };
}
