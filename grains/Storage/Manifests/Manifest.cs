namespace MediaAnalytics.Storage.Manifests;

/// <summary>The one record that says what a partition's derived state is: a snapshot and the log offset it reflects.</summary>
public sealed record Manifest
{
    /// <summary>Counts replacements, from 1; the compare-and-swap is on it.</summary>
    public required long Revision { get; init; }

    /// <summary>Epoch of the activation that owns the partition.</summary>
    public required long Epoch { get; init; }

    /// <summary>Generation of the log that <see cref="Offset"/> counts in.</summary>
    public required Guid LogGeneration { get; init; }

    /// <summary>Newest log offset reflected in the snapshot; 0 where none.</summary>
    public required long Offset { get; init; }

    /// <summary>Key of the snapshot in the artifact store; null where nothing has been folded.</summary>
    public string? Snapshot { get; init; }

    /// <summary>When it was written.</summary>
    public required DateTimeOffset WrittenAt { get; init; }
}
