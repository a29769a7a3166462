namespace MediaAnalytics.Contracts.Auditing;

/// <summary>A partition's books: what went in and what became of it, and the newest full check.</summary>
/// <param name="Partition">Its number.</param>
/// <param name="ReadingsIn">Readings taken from the log, counted as they are decoded.</param>
/// <param name="Added">Of them, those that made an instant of their series known.</param>
/// <param name="Completed">Those that added a counter to a known instant.</param>
/// <param name="Conflicts">Those of a known instant with another value.</param>
/// <param name="Duplicates">Those that were known, exactly.</param>
/// <param name="Waiting">Those that wait for their series to be folded again.</param>
/// <param name="Quarantined">Quarantined rows.</param>
/// <param name="Head">Newest log offset appended.</param>
/// <param name="Cursor">Newest log offset folded.</param>
/// <param name="Committed">Newest log offset whose effect stands in the manifest.</param>
/// <param name="Trouble">Why it can't go on; null where it can.</param>
/// <param name="Running">Whether a full check is asked for or runs.</param>
/// <param name="Check">The newest full check; null before the first.</param>
[GenerateSerializer, Immutable, Alias("ma.PartitionAudit")]
public sealed record PartitionAudit(
    [property: Id(0)] int Partition,
    [property: Id(1)] long ReadingsIn,
    [property: Id(2)] long Added,
    [property: Id(3)] long Completed,
    [property: Id(4)] long Conflicts,
    [property: Id(5)] long Duplicates,
    [property: Id(6)] long Waiting,
    [property: Id(7)] long Quarantined,
    [property: Id(8)] long Head,
    [property: Id(9)] long Cursor,
    [property: Id(10)] long Committed,
    [property: Id(11)] string? Trouble,
    [property: Id(12)] bool Running,
    [property: Id(13)] AuditCheck? Check)
{
    /// <summary>Whether every reading that went in is accounted for.</summary>
    public bool Balanced => ReadingsIn == Added + Completed + Conflicts + Duplicates + Waiting;
}
