using MediaAnalytics.Contracts.Dissemination;

namespace MediaAnalytics.Gateway.Dissemination;

/// <summary>What <c>GET /v1/dissemination</c> answers.</summary>
/// <param name="By">The dimensions' names, in the order asked for.</param>
/// <param name="Rows">One per combination that occurs, ordered by views, largest first.</param>
/// <param name="Total">Over all rows; MVs counted once.</param>
/// <param name="Revisions">Which table of each partition was read.</param>
/// <param name="Complete">Whether every partition has a revision; else the figures lack those of the partitions that are still starting.</param>
/// <param name="At">When the answer was given.</param>
/// <param name="WindowsSince">Where the windows reach back less than a day: what came before this instant is missing from them; else null.</param>
/// <param name="AsOf">The instant that was asked about; null for the present. Each partition answers as of its revision, the last at or before it.</param>
public sealed record DisseminationJson(
    IReadOnlyList<string> By,
    IReadOnlyList<DisseminationRowJson> Rows,
    DisseminationRowJson Total,
    IReadOnlyList<RevisionJson> Revisions,
    bool Complete,
    DateTimeOffset At,
    DateTimeOffset? WindowsSince,
    DateTimeOffset? AsOf)
{
    /// <summary>The JSON of <paramref name="answer"/> to <paramref name="query"/>.</summary>
    public static DisseminationJson Of(DisseminationQuery query, DisseminationAnswer answer, DateTimeOffset at, DateTimeOffset? asOf = null)
    {
        ArgumentNullException.ThrowIfNull(query);
        ArgumentNullException.ThrowIfNull(answer);
        return new(
            [.. query.By.Select(DimensionNames.Of)],
            [.. answer.Rows.Select(row => DisseminationRowJson.Of(query.By, row))],
            DisseminationRowJson.OfTotal(answer.Total),
            [.. answer.Revisions.Select(RevisionJson.Of)],
            RevisionJson.Complete(answer),
            at,
            RevisionJson.WindowsSince(answer),
            asOf);
    }
}
