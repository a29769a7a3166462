using MediaAnalytics.Contracts.Genre;

namespace MediaAnalytics.Gateway.Queries;

/// <summary>A genre and where it comes from.</summary>
/// <param name="Label">The genre that counts.</param>
/// <param name="Source"><c>posterior</c>, <c>declared</c> or <c>unknown</c>.</param>
/// <param name="Declared">The catalogue's genre.</param>
/// <param name="Posterior">What the model heard; null until recognised.</param>
public sealed record GenreJson(string Label, GenreSource Source, string? Declared, PosteriorJson? Posterior)
{
    internal static GenreJson Of(GenreLabel label, string? declared, GenrePosterior? posterior) =>
        new(label.Genre, label.Source, declared, posterior is null ? null : PosteriorJson.Of(posterior));
}
