using MediaAnalytics.Contracts.Dissemination;

namespace MediaAnalytics.Gateway.Dissemination;

/// <summary>What <c>GET /v1/dissemination</c> answers.</summary>
/// <param name="By">The dimensions' names, in the order asked for.</param>
/// <param name="Rows">One per combination that occurs, ordered by views, largest first.</param>
/// <param name="Total">Over all rows; MVs counted once.</param>
/// <param name="Revisions">Which table of each partition was read.</param>
/// <param name="Complete">Whether every partition has a revision; else the figures lack those of the partitions that are still starting.</param>
/// <param name="At">When the answer was given.</param>
public sealed record DisseminationJson(
    IReadOnlyList<string> By,
    IReadOnlyList<RowJson> Rows,
    RowJson Total,
    IReadOnlyList<RevisionJson> Revisions,
    bool Complete,
    DateTimeOffset At)
{
    /// <summary>The JSON of an answer to a question split by <paramref name="by"/>.</summary>
    public static DisseminationJson Of(IReadOnlyList<Dimension> by, DisseminationAnswer answer, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(by);
        ArgumentNullException.ThrowIfNull(answer);
        return new(
            [.. by.Select(DimensionNames.Of)],
            [.. answer.Rows.Select(row => RowJson.Of(by, row))],
            RowJson.OfTotal(answer.Total),
            [.. answer.Revisions.Select(RevisionJson.Of)],
            RevisionJson.Complete(answer),
            at);
    }
}
