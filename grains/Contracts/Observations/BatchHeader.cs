namespace MediaAnalytics.Contracts.Observations;

/// <summary>What every log entry of one observation batch says of the whole batch.</summary>
/// <param name="Id">The batch.</param>
/// <param name="ReceivedAt">When it was accepted.</param>
/// <param name="Appended">Readings appended, over all partitions.</param>
/// <param name="Quarantined">Rows quarantined, over all partitions.</param>
[GenerateSerializer, Immutable, Alias("ma.BatchHeader")]
public sealed record BatchHeader(
    [property: Id(0)] Guid Id,
    [property: Id(1)] DateTimeOffset ReceivedAt,
    [property: Id(2)] int Appended,
    [property: Id(3)] int Quarantined);
