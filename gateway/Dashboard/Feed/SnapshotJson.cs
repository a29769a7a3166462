using MediaAnalytics.Gateway.Auditing;
using MediaAnalytics.Gateway.Cluster;
using MediaAnalytics.Gateway.Dissemination;

namespace MediaAnalytics.Gateway.Dashboard.Feed;

/// <summary>All that the live page shows, as one event of <c>GET /v1/live</c>.</summary>
/// <param name="At">When it was read.</param>
/// <param name="Complete">Whether every partition has part in it.</param>
/// <param name="Total">Over everything.</param>
/// <param name="ByGenre">By the genre that MVs count under.</param>
/// <param name="ByGenreSource">By that genre and where it comes from.</param>
/// <param name="ByDeclared">By the genre that the catalogue declares.</param>
/// <param name="ByStory">By whether the video tells a story.</param>
/// <param name="ByPlatform">By platform.</param>
/// <param name="Table">By genre, story and platform: the first <see cref="TableLength"/> by views.</param>
/// <param name="TableRows">How many rows the whole table has.</param>
/// <param name="Overview">What the catalogue is up to.</param>
/// <param name="Books">Whether the books balance.</param>
/// <param name="Notices">What every user should know of the stores; empty where all is as it should be.</param>
/// <param name="Cluster">How many silos work in each role; null where there is no cluster.</param>
/// <param name="WindowsSince">Where the windows reach back less than a day: what came before this instant is missing from them; else null.</param>
/// <param name="Revisions">Which table of each partition was read.</param>
public sealed record SnapshotJson(
    DateTimeOffset At,
    bool Complete,
    DisseminationRowJson Total,
    IReadOnlyList<DisseminationRowJson> ByGenre,
    IReadOnlyList<DisseminationRowJson> ByGenreSource,
    IReadOnlyList<DisseminationRowJson> ByDeclared,
    IReadOnlyList<DisseminationRowJson> ByStory,
    IReadOnlyList<DisseminationRowJson> ByPlatform,
    IReadOnlyList<DisseminationRowJson> Table,
    int TableRows,
    OverviewJson Overview,
    BooksJson Books,
    IReadOnlyList<string> Notices,
    IReadOnlyList<RoleCountJson>? Cluster,
    DateTimeOffset? WindowsSince,
    IReadOnlyList<RevisionJson> Revisions)
{
    /// <summary>Most rows of <see cref="Table"/>; <c>GET /v1/dissemination</c> answers with all.</summary>
    public const int TableLength = 500;
}
