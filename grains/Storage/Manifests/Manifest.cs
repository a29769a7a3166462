using MediaAnalytics.Storage.Facts;

namespace MediaAnalytics.Storage.Manifests;

/// <summary>The one record that says what a partition's derived state is: a snapshot, facts files, and the one log offset that both reflect.</summary>
public sealed record Manifest
{
    /// <summary>Counts replacements, from 1; the compare-and-swap is on it.</summary>
    public required long Revision { get; init; }

    /// <summary>Epoch of the activation that owns the partition.</summary>
    public required long Epoch { get; init; }

    /// <summary>Generation of the log that <see cref="Offset"/> counts in.</summary>
    public required Guid LogGeneration { get; init; }

    /// <summary>Newest log offset reflected in the snapshot and in the facts; 0 where none.</summary>
    public required long Offset { get; init; }

    /// <summary>Key of the snapshot in the artifact store; null where nothing has been folded, and in a manifest of the past whose snapshot was thinned out.</summary>
    public string? Snapshot { get; init; }

    /// <summary>The facts files, by offset, without gaps; empty in a manifest of the past, whose entries the current one's files hold.</summary>
    public IReadOnlyList<FactsFile> Facts { get; init; } = [];

    /// <summary>When it was written. Never before its predecessor: who writes it takes the later of the clock and that one's instant.</summary>
    public required DateTimeOffset WrittenAt { get; init; }
}
