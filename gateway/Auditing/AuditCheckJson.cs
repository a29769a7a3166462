using MediaAnalytics.Contracts.Auditing;

namespace MediaAnalytics.Gateway.Auditing;

/// <summary>A full check of a partition; see <see cref="AuditCheck"/>.</summary>
/// <param name="StartedAt">When it began; it compares the state of this instant.</param>
/// <param name="Seconds">How long it took.</param>
/// <param name="Offset">Newest log offset compared.</param>
/// <param name="Readings">Raw readings folded again.</param>
/// <param name="Series">Series compared.</param>
/// <param name="Mvs">MVs whose record was compared.</param>
/// <param name="Files">Facts files whose hash was checked.</param>
/// <param name="Bytes">Their size together.</param>
/// <param name="FindingCount">How many findings there are.</param>
/// <param name="Findings">The first of them.</param>
/// <param name="Trouble">Why it could not be finished; null where it was.</param>
public sealed record AuditCheckJson(
    DateTimeOffset StartedAt, double Seconds, long Offset, long Readings, long Series, long Mvs, int Files, long Bytes, long FindingCount,
    IReadOnlyList<AuditFinding> Findings, string? Trouble)
{
    /// <summary>The JSON of a check.</summary>
    public static AuditCheckJson Of(AuditCheck check)
    {
        ArgumentNullException.ThrowIfNull(check);
        return new(
            check.StartedAt, Math.Round(check.Took.TotalSeconds, 3), check.Offset, check.Readings, check.Series, check.Mvs, check.Files, check.Bytes,
            check.FindingCount, check.Findings, check.Trouble);
    }
}
