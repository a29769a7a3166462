namespace MediaAnalytics.Storage.Relations;

/// <summary>
/// One durable row per (kind, parent, child) pair, e.g. a creator and one of its MVs, so that a parent with many children is not one growing blob.
/// Rows are versioned: an older version never replaces a newer one, removals included. Safe to call from any thread.
/// </summary>
public interface IRelationStore
{
    /// <summary>Puts a pair's row, or removes it where <paramref name="payload"/> is null, unless the same or a higher version stands. Durable when it returns.</summary>
    Task PutAsync(string kind, string parent, string child, long version, byte[]? payload, CancellationToken cancellation = default);

    /// <summary>A page of a parent's children with their payloads, ordered by child (ordinal), after <paramref name="after"/>.</summary>
    Task<IReadOnlyList<Relation>> ListAsync(string kind, string parent, string? after, int limit, CancellationToken cancellation = default);

    /// <summary>How many children a parent has.</summary>
    Task<int> CountAsync(string kind, string parent, CancellationToken cancellation = default);
}
