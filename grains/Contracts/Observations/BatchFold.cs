namespace MediaAnalytics.Contracts.Observations;

/// <summary>What one partition has folded of a batch.</summary>
/// <param name="Batch">The batch's header.</param>
/// <param name="Folded">Readings folded here, duplicates included.</param>
/// <param name="Duplicates">Readings that were already known, exactly.</param>
/// <param name="Conflicts">Readings of a known instant with another value; the larger of each counter counts.</param>
/// <param name="QuarantinedSeen">Quarantined rows seen here.</param>
[GenerateSerializer, Immutable, Alias("ma.BatchFold")]
public sealed record BatchFold(
    [property: Id(0)] BatchHeader Batch,
    [property: Id(1)] int Folded,
    [property: Id(2)] int Duplicates,
    [property: Id(3)] int QuarantinedSeen,
    [property: Id(4)] int Conflicts);
