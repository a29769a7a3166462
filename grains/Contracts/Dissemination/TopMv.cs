using MediaAnalytics.Contracts.Genre;

namespace MediaAnalytics.Contracts.Dissemination;

/// <summary>An MV that spreads, for lists: views over all its platforms.</summary>
/// <param name="Mv">Catalogue id.</param>
/// <param name="Title">Title.</param>
/// <param name="Label">The genre it counts under, and its source.</param>
/// <param name="DeclaredGenre">What the catalogue says; null where nothing.</param>
/// <param name="Views">Net views.</param>
/// <param name="GainedLastHour">Views gained in the last hour.</param>
/// <param name="GainedLastDay">Views gained in the last 24 hours.</param>
[GenerateSerializer, Immutable, Alias("ma.TopMv")]
public sealed record TopMv(
    [property: Id(0)] string Mv,
    [property: Id(1)] string Title,
    [property: Id(2)] GenreLabel Label,
    [property: Id(3)] string? DeclaredGenre,
    [property: Id(4)] long Views,
    [property: Id(5)] long GainedLastHour,
    [property: Id(6)] long GainedLastDay);
