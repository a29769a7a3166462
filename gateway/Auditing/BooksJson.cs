using MediaAnalytics.Contracts.Auditing;

namespace MediaAnalytics.Gateway.Auditing;

/// <summary>The books in short, as the live page shows them.</summary>
/// <param name="State">See <see cref="AuditState"/>.</param>
/// <param name="Running">Whether a full check is asked for or runs.</param>
/// <param name="CheckedAt">When the oldest of the partitions' newest full checks began; null until each has had one.</param>
/// <param name="Readings">Readings folded again by those checks.</param>
/// <param name="Findings">What they found to disagree.</param>
public sealed record BooksJson(AuditState State, bool Running, DateTimeOffset? CheckedAt, long Readings, long Findings)
{
    /// <summary>The short of those partitions that have answered, of so many.</summary>
    public static BooksJson Of(IReadOnlyList<AuditSummary> audits, int partitions)
    {
        ArgumentNullException.ThrowIfNull(audits);
        bool all = audits.Count == partitions && audits.All(audit => audit.CheckedAt is not null);
        long findings = audits.Sum(audit => audit.Findings);
        AuditState state = findings > 0 || audits.Any(audit => !audit.Balanced) ? AuditState.Unbalanced
            : audits.Any(audit => audit.Unfinished) ? AuditState.Unfinished
            : all ? AuditState.Balanced
            : AuditState.Unchecked;
        return new(state, audits.Any(audit => audit.Running), all ? audits.Min(audit => audit.CheckedAt) : null, audits.Sum(audit => audit.Readings), findings);
    }
}
