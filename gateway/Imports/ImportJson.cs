using MediaAnalytics.Contracts.Imports;
using MediaAnalytics.Contracts.Observations;

namespace MediaAnalytics.Gateway.Imports;

/// <summary>How far an import has come.</summary>
/// <param name="Id">The import.</param>
/// <param name="FileName">The catalogue's name.</param>
/// <param name="DryRun">Whether nothing is changed; the counts say what an import would do.</param>
/// <param name="State"><c>running, completed</c> or <c>failed</c>.</param>
/// <param name="Rows">Rows read so far, good and bad.</param>
/// <param name="Created">MVs that were new.</param>
/// <param name="Updated">MVs that changed, or came back after they had been withdrawn.</param>
/// <param name="Unchanged">MVs that stood as the row says. After a crash, rows that were under way may count here that had just been created.</param>
/// <param name="Quarantined">Rows that were not accepted.</param>
/// <param name="BytesRead">Bytes of the file read so far.</param>
/// <param name="BytesTotal">Bytes of the file.</param>
/// <param name="UnknownColumns">Columns that the product has no meaning for; their values were kept.</param>
/// <param name="FirstQuarantined">The first quarantined rows, 20 at most.</param>
/// <param name="Quarantine">Address of all quarantined rows as CSV; null where there are none, or not yet.</param>
/// <param name="ErrorCode">Why it failed, or what it is waiting to try again.</param>
/// <param name="ErrorMessage">The same in words, with what to do.</param>
/// <param name="StartedAt">When it began.</param>
/// <param name="EndedAt">When it ended; null while it runs.</param>
public sealed record ImportJson(
    string Id, string FileName, bool DryRun, string State, long Rows, long Created, long Updated, long Unchanged, long Quarantined, long BytesRead,
    long BytesTotal, IReadOnlyList<string> UnknownColumns, IReadOnlyList<QuarantinedRow> FirstQuarantined, string? Quarantine, string? ErrorCode,
    string? ErrorMessage, DateTimeOffset StartedAt, DateTimeOffset? EndedAt)
{
    internal static ImportJson Of(ImportStatus s) => new(
        s.Id, s.FileName, s.DryRun, StateName(s.State), s.Rows, s.Created, s.Updated, s.Unchanged, s.Quarantined, s.BytesRead, s.BytesTotal,
        s.UnknownColumns, s.FirstQuarantined, s.Quarantined > 0 && s.State != ImportState.Running ? $"/v1/imports/{s.Id}/quarantine" : null,
        s.ErrorCode, s.ErrorMessage, s.StartedAt, s.EndedAt);

    private static string StateName(ImportState state) => state switch
    {
        ImportState.Running => "running",
        ImportState.Completed => "completed",
        _ => "failed",
    };
}
