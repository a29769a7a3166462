namespace MediaAnalytics.Contracts.Auditing;

/// <summary>A partition's books in short, for those who look every second.</summary>
/// <param name="Balanced">Whether every reading that went in is accounted for.</param>
/// <param name="Running">Whether a full check is asked for or runs.</param>
/// <param name="CheckedAt">When the newest full check began; null before the first.</param>
/// <param name="Readings">Readings that it folded again.</param>
/// <param name="Findings">What it found to disagree.</param>
/// <param name="Unfinished">Whether it could not be finished.</param>
[GenerateSerializer, Immutable, Alias("ma.AuditSummary")]
public sealed record AuditSummary(
    [property: Id(0)] bool Balanced,
    [property: Id(1)] bool Running,
    [property: Id(2)] DateTimeOffset? CheckedAt,
    [property: Id(3)] long Readings,
    [property: Id(4)] long Findings,
    [property: Id(5)] bool Unfinished)
{
    /// <summary>The short of a partition's books.</summary>
    public static AuditSummary Of(PartitionAudit audit)
    {
        ArgumentNullException.ThrowIfNull(audit);
        return new(
            audit.Balanced, audit.Running, audit.Check?.StartedAt, audit.Check?.Readings ?? 0, audit.Check?.FindingCount ?? 0, audit.Check?.Trouble is not null);
    }
}
