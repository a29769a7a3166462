namespace MediaAnalytics.Storage.Manifests.Blobs;

/// <summary>What a segment's blob holds.</summary>
internal sealed record SegmentDocument
{
    /// <summary>Version of this form.</summary>
    public const int CurrentFormat = 1;

    /// <summary>Version that it was written in.</summary>
    public int Format { get; init; } = CurrentFormat;

    /// <summary>Past manifests, by revision.</summary>
    public required IReadOnlyList<ManifestRow> Rows { get; init; }
}
