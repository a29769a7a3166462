namespace MediaAnalytics.Storage.Recovery;

/// <summary>What a log in Redis is, and what it has to become to fit the manifests.</summary>
/// <param name="Found">Generation of the log that Redis holds; null where it holds none.</param>
/// <param name="Generation">Generation that the manifests belong to.</param>
/// <param name="Partitions">By partition.</param>
public sealed record LogPlan(Guid? Found, Guid Generation, IReadOnlyList<PartitionPlan> Partitions)
{
    /// <summary>Whether the log is made, or an empty one replaced.</summary>
    public bool Makes => Found != Generation;

    /// <summary>Whether nothing is to be done.</summary>
    public bool Fits => !Makes && Partitions.All(static p => p.Fits);
}
