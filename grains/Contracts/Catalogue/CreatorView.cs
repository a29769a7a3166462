namespace MediaAnalytics.Contracts.Catalogue;

/// <summary>A creator and a page of its MVs.</summary>
/// <param name="Id">The creator.</param>
/// <param name="MvCount">All its MVs, not just the page's.</param>
/// <param name="Mvs">The page.</param>
[GenerateSerializer, Immutable, Alias("ma.CreatorView")]
public sealed record CreatorView([property: Id(0)] string Id, [property: Id(1)] int MvCount, [property: Id(2)] MvLink[] Mvs);
