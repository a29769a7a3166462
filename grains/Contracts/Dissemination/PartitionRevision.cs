namespace MediaAnalytics.Contracts.Dissemination;

/// <summary>Which table of a partition an answer was read from, by the members of <see cref="CellTable"/>.</summary>
[GenerateSerializer, Immutable, Alias("ma.PartitionRevision")]
public readonly record struct PartitionRevision(
    [property: Id(0)] int Partition,
    [property: Id(1)] long Epoch,
    [property: Id(2)] long Sequence,
    [property: Id(3)] long Offset,
    [property: Id(4)] DateTimeOffset At,
    [property: Id(5)] DateTimeOffset? WindowsSince = null,
    [property: Id(6)] long? Manifest = null);
