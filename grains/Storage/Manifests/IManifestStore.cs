namespace MediaAnalytics.Storage.Manifests;

/// <summary>One manifest per partition, replaced by compare-and-swap. Safe to call from any thread.</summary>
public interface IManifestStore
{
    /// <summary>The manifest of a partition; null where it has none.</summary>
    Task<Manifest?> ReadAsync(int partition, CancellationToken cancellation = default);

    /// <summary>
    /// Puts <paramref name="next"/> in place of the manifest of revision <paramref name="seen"/> (0: of none). Durable when it returns true; false where
    /// another revision stands, and nothing was changed.
    /// </summary>
    Task<bool> TryReplaceAsync(int partition, long seen, Manifest next, CancellationToken cancellation = default);
}
