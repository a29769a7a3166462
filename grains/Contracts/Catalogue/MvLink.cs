using MediaAnalytics.Contracts.Genre;

namespace MediaAnalytics.Contracts.Catalogue;

/// <summary>One MV of a track or of a creator: one row of the pair.</summary>
/// <param name="Mv">Its id.</param>
/// <param name="Version">Of its record.</param>
/// <param name="Title">Its title.</param>
/// <param name="Posterior">What it sounds like; null where that is not known.</param>
/// <param name="ModelOrder">The order which the model of <paramref name="Posterior"/> served under; later ones are larger.</param>
[GenerateSerializer, Immutable, Alias("ma.MvLink")]
public sealed record MvLink(
    [property: Id(0)] string Mv,
    [property: Id(1)] long Version,
    [property: Id(2)] string Title,
    [property: Id(3)] GenrePosterior? Posterior,
    [property: Id(4)] long ModelOrder = 0);
