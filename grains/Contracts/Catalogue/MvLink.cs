using MediaAnalytics.Contracts.Genre;

namespace MediaAnalytics.Contracts.Catalogue;

/// <summary>One MV of a track or of a creator: one row of the pair.</summary>
[GenerateSerializer, Immutable, Alias("ma.MvLink")]
public sealed record MvLink(
    [property: Id(0)] string Mv,
    [property: Id(1)] long Version,
    [property: Id(2)] string Title,
    [property: Id(3)] GenrePosterior? Posterior);
