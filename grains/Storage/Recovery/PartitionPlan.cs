using MediaAnalytics.Storage.Manifests;

namespace MediaAnalytics.Storage.Recovery;

/// <summary>What one partition of a log in Redis is, and what it has to become to fit its manifest.</summary>
public sealed record PartitionPlan
{
    /// <summary>Which partition.</summary>
    public required int Partition { get; init; }

    /// <summary>Its manifest.</summary>
    public required Manifest Manifest { get; init; }

    /// <summary>The head that Redis holds; null where it holds none.</summary>
    public long? Found { get; init; }

    /// <summary>Oldest entry that Redis holds; null where it holds none.</summary>
    public long? Oldest { get; init; }

    /// <summary>Newest entry that Redis holds; null where it holds none.</summary>
    public long? Newest { get; init; }

    /// <summary>The head that it is to have: never before an offset that the manifest or Redis has used.</summary>
    public long Head => Math.Max(Manifest.Offset, Math.Max(Found ?? 0, Newest ?? 0));

    /// <summary>Entries beyond the manifest, which are kept and folded when the partition opens.</summary>
    public long Kept => Newest is { } newest && newest > Manifest.Offset ? newest - Manifest.Offset : 0;

    /// <summary>Whether the entries that Redis holds go, since the facts hold every one of them and what followed.</summary>
    public bool Drops => Newest < Head;

    /// <summary>Whether nothing is to be done.</summary>
    public bool Fits => Found == Head && !Drops;

    /// <summary>Why it can't be made to fit; null where it can.</summary>
    public string? Problem() =>
        (Oldest ?? (Found ?? 0) + 1) is var tail && tail > Manifest.Offset + 1
            ? $"Partition {Partition}: the manifest ends at offset {Manifest.Offset}, but Redis keeps nothing before offset {tail}: what lies between is in neither. The blob container "
                + "is older than Redis. Restore a newer state of the container; nothing was changed."
        : Found > Manifest.Offset && Newest != Found
            ? $"Partition {Partition}: Redis says that it ends at offset {Found}, but its newest entry is {Newest?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "missing"}: what came after the "
                + $"manifest, at {Manifest.Offset}, is damaged. Restore Redis from one backup, or empty it; nothing was changed."
        : null;
}
