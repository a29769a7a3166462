using MediaAnalytics.Contracts.Auditing;

namespace MediaAnalytics.Gateway.Auditing;

/// <summary>A partition's books.</summary>
/// <param name="Partition">Its number.</param>
/// <param name="Rows">Rows in, and what became of them.</param>
/// <param name="LogHead">Newest log offset appended.</param>
/// <param name="Cursor">Newest log offset folded.</param>
/// <param name="ManifestOffset">Newest log offset whose effect stands in the manifest.</param>
/// <param name="Lag">Log entries that are not folded yet.</param>
/// <param name="Trouble">Why it can't go on; null where it can.</param>
/// <param name="Running">Whether a full check is asked for or runs.</param>
/// <param name="Check">The newest full check; null before the first.</param>
public sealed record PartitionAuditJson(
    int Partition, AuditRowsJson Rows, long LogHead, long Cursor, long ManifestOffset, long Lag, string? Trouble, bool Running, AuditCheckJson? Check)
{
    /// <summary>The JSON of a partition's books.</summary>
    public static PartitionAuditJson Of(PartitionAudit audit)
    {
        ArgumentNullException.ThrowIfNull(audit);
        return new(
            audit.Partition, AuditRowsJson.Of(audit), audit.Head, audit.Cursor, audit.Committed, audit.Head - audit.Cursor, audit.Trouble, audit.Running,
            audit.Check is { } check ? AuditCheckJson.Of(check) : null);
    }
}
