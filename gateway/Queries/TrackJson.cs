using MediaAnalytics.Contracts.Catalogue;

namespace MediaAnalytics.Gateway.Queries;

/// <summary>A track and a page of its MVs.</summary>
/// <param name="Id">The track.</param>
/// <param name="MvCount">All its MVs.</param>
/// <param name="Consensus">The genre its MVs agree on; null where none is recognised.</param>
/// <param name="ConsensusMvs">MVs behind the consensus.</param>
/// <param name="Mvs">The page, ordered by id.</param>
/// <param name="Next">Value of <c>after</c> for the page that follows; null where this one is not full.</param>
public sealed record TrackJson(string Id, int MvCount, GenreJson? Consensus, int ConsensusMvs, LinkJson[] Mvs, string? Next)
{
    internal static TrackJson Of(TrackView track, int limit) => new(
        track.Id,
        track.MvCount,
        track.Consensus is { } posterior ? GenreJson.Of(new(posterior.Top, Contracts.Genre.GenreSource.Posterior), null, posterior) : null,
        track.ConsensusMvs,
        [.. track.Mvs.Select(LinkJson.Of)],
        LinkJson.Next(track.Mvs, limit));
}
