using MediaAnalytics.Contracts.Auditing;

namespace MediaAnalytics.Gateway.Auditing;

/// <summary>What <c>GET /v1/audit</c> answers.</summary>
/// <param name="State">See <see cref="AuditState"/>.</param>
/// <param name="Running">Whether a full check is asked for or runs.</param>
/// <param name="CheckedAt">When the oldest of the partitions' newest full checks began; null until each has had one.</param>
/// <param name="FindingCount">What the newest checks found to disagree, over all partitions.</param>
/// <param name="Total">Rows over all partitions.</param>
/// <param name="Partitions">By partition.</param>
/// <param name="Notices">What every user should know of the stores; empty where all is as it should be.</param>
public sealed record AuditJson(
    AuditState State, bool Running, DateTimeOffset? CheckedAt, long FindingCount, AuditRowsJson Total, IReadOnlyList<PartitionAuditJson> Partitions,
    IReadOnlyList<string> Notices)
{
    /// <summary>The JSON of the partitions' books.</summary>
    public static AuditJson Of(IReadOnlyList<PartitionAudit> audits, IReadOnlyList<string> notices)
    {
        ArgumentNullException.ThrowIfNull(audits);
        BooksJson books = BooksJson.Of([.. audits.Select(AuditSummary.Of)], audits.Count);
        PartitionAuditJson[] partitions = [.. audits.Select(PartitionAuditJson.Of)];
        return new(books.State, books.Running, books.CheckedAt, books.Findings, AuditRowsJson.Sum(partitions.Select(partition => partition.Rows)), partitions, notices);
    }
}
