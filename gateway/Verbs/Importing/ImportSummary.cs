namespace MediaAnalytics.Gateway.Verbs.Importing;

/// <summary>What <c>gateway import --json</c> prints.</summary>
/// <param name="File">The catalogue.</param>
/// <param name="Id">The import.</param>
/// <param name="DryRun">Whether nothing was changed.</param>
/// <param name="State"><c>completed</c> or <c>failed</c>.</param>
/// <param name="Rows">Rows read, good and bad.</param>
/// <param name="Created">MVs that were new (or would be).</param>
/// <param name="Updated">MVs that changed (or would).</param>
/// <param name="Unchanged">MVs that stood as the row says.</param>
/// <param name="Quarantined">Rows that were not accepted.</param>
/// <param name="QuarantineFile">Where they are kept; null where there are none.</param>
/// <param name="UnknownColumns">Columns without a meaning for the product; their values were kept.</param>
/// <param name="Media">The media files; null without --media.</param>
/// <param name="MediaProblems">Media files that could not be uploaded, the first 20.</param>
/// <param name="Seconds">How long it took.</param>
/// <param name="ErrorCode">Why it failed.</param>
/// <param name="ErrorMessage">The same in words.</param>
internal sealed record ImportSummary(
    string File, string Id, bool DryRun, string State, long Rows, long Created, long Updated, long Unchanged, long Quarantined, string? QuarantineFile,
    IReadOnlyList<string> UnknownColumns, MediaTotals? Media, IReadOnlyList<MediaFile> MediaProblems, double Seconds, string? ErrorCode,
    string? ErrorMessage);
