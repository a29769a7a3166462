using MediaAnalytics.Contracts.Genre;

namespace MediaAnalytics.Contracts.Catalogue;

/// <summary>A track and a page of its MVs.</summary>
/// <param name="Id">The track.</param>
/// <param name="MvCount">All its MVs, not just the page's.</param>
/// <param name="Mvs">The page.</param>
/// <param name="Consensus">Renormalised mean log-probability over all its MVs scored by the newest model version; null where none is scored.</param>
/// <param name="ConsensusMvs">How many MVs stand behind <paramref name="Consensus"/>.</param>
[GenerateSerializer, Immutable, Alias("ma.TrackView")]
public sealed record TrackView(
    [property: Id(0)] string Id,
    [property: Id(1)] int MvCount,
    [property: Id(2)] MvLink[] Mvs,
    [property: Id(3)] GenrePosterior? Consensus,
    [property: Id(4)] int ConsensusMvs);
