using MediaAnalytics.Contracts.Auditing;

namespace MediaAnalytics.Gateway.Auditing;

/// <summary>Rows in, and what became of them: <c>in</c> = accepted + duplicates + quarantined + waiting where <c>balanced</c>.</summary>
/// <param name="In">Readings taken from the log, counted as they are decoded, and quarantined rows.</param>
/// <param name="Accepted">Readings that changed something: <c>added</c> + <c>completed</c> + <c>conflicts</c>.</param>
/// <param name="Added">Readings that made an instant of their series known.</param>
/// <param name="Completed">Readings that added a counter to a known instant.</param>
/// <param name="Conflicts">Readings of a known instant with another value; the larger stands.</param>
/// <param name="Duplicates">Readings dropped because they were known, exactly.</param>
/// <param name="Quarantined">Rows that were not accepted, kept with their reasons.</param>
/// <param name="Waiting">Readings whose series is being folded again at this moment.</param>
/// <param name="Balanced">Whether every reading is accounted for.</param>
public sealed record AuditRowsJson(
    long In, long Accepted, long Added, long Completed, long Conflicts, long Duplicates, long Quarantined, long Waiting, bool Balanced)
{
    /// <summary>A partition's.</summary>
    public static AuditRowsJson Of(PartitionAudit audit)
    {
        ArgumentNullException.ThrowIfNull(audit);
        return new(
            audit.ReadingsIn + audit.Quarantined, audit.Added + audit.Completed + audit.Conflicts, audit.Added, audit.Completed, audit.Conflicts,
            audit.Duplicates, audit.Quarantined, audit.Waiting, audit.Balanced);
    }

    /// <summary>All together.</summary>
    public static AuditRowsJson Sum(IEnumerable<AuditRowsJson> rows) => rows.Aggregate(new AuditRowsJson(0, 0, 0, 0, 0, 0, 0, 0, true), (a, b) => new(
        a.In + b.In, a.Accepted + b.Accepted, a.Added + b.Added, a.Completed + b.Completed, a.Conflicts + b.Conflicts, a.Duplicates + b.Duplicates,
        a.Quarantined + b.Quarantined, a.Waiting + b.Waiting, a.Balanced && b.Balanced));
}
