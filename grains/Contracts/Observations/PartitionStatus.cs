using MediaAnalytics.Contracts.Auditing;

namespace MediaAnalytics.Contracts.Observations;

/// <summary>How far a partition has come.</summary>
/// <param name="Partition">Its number.</param>
/// <param name="Epoch">The activation's epoch.</param>
/// <param name="Cursor">Newest log offset folded.</param>
/// <param name="Committed">Newest log offset whose effect stands in the manifest.</param>
/// <param name="Head">Newest log offset appended.</param>
/// <param name="Mvs">Catalogued MVs.</param>
/// <param name="Rows">(MV, platform) rows.</param>
/// <param name="Readings">Distinct readings kept.</param>
/// <param name="Duplicates">Readings dropped because they were known, exactly.</param>
/// <param name="Conflicts">Readings of a known instant with another value.</param>
/// <param name="Quarantined">Quarantined rows kept.</param>
/// <param name="UncataloguedReadings">Readings of MVs that are not in the catalogue, kept outside the answers.</param>
/// <param name="Trouble">Why it can't go on; null where it can.</param>
/// <param name="Audit">Its books in short.</param>
/// <param name="UncommittedBytes">Size of the log entries that are folded but not committed; they are held in memory.</param>
[GenerateSerializer, Immutable, Alias("ma.PartitionStatus")]
public sealed record PartitionStatus(
    [property: Id(0)] int Partition,
    [property: Id(1)] long Epoch,
    [property: Id(2)] long Cursor,
    [property: Id(3)] long Committed,
    [property: Id(4)] long Head,
    [property: Id(5)] long Mvs,
    [property: Id(6)] long Rows,
    [property: Id(7)] long Readings,
    [property: Id(8)] long Duplicates,
    [property: Id(9)] long Conflicts,
    [property: Id(10)] long Quarantined,
    [property: Id(11)] long UncataloguedReadings,
    [property: Id(12)] string? Trouble,
    [property: Id(13)] AuditSummary Audit,
    [property: Id(14)] long UncommittedBytes = 0);
