namespace MediaAnalytics.Contracts.Dissemination;

/// <summary>Rows, their total, and the state they were read from.</summary>
/// <param name="Rows">One per combination that occurs, ordered by views, largest first.</param>
/// <param name="Total">Over all rows; MVs counted once.</param>
/// <param name="Revisions">The revision vector: which table of each partition was read.</param>
/// <param name="Partitions">How many partitions there are; the answer is whole when each has a revision.</param>
[GenerateSerializer, Immutable, Alias("ma.DisseminationAnswer")]
public sealed record DisseminationAnswer(
    [property: Id(0)] DisseminationRow[] Rows,
    [property: Id(1)] CellSums Total,
    [property: Id(2)] PartitionRevision[] Revisions,
    [property: Id(3)] int Partitions);
