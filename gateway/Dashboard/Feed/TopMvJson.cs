using MediaAnalytics.Contracts.Dissemination;

namespace MediaAnalytics.Gateway.Dashboard.Feed;

/// <summary>An MV that spreads.</summary>
/// <param name="Mv">Catalogue id.</param>
/// <param name="Title">Title.</param>
/// <param name="Genre">The genre it counts under.</param>
/// <param name="GenreSource">Where that comes from: <c>posterior</c>, <c>declared</c> or <c>unknown</c>.</param>
/// <param name="DeclaredGenre">What the catalogue says; null where nothing.</param>
/// <param name="Views">Net views over all platforms.</param>
/// <param name="GainedLastHour">Views gained in the last hour.</param>
/// <param name="GainedLastDay">Views gained in the last 24 hours.</param>
public sealed record TopMvJson(
    string Mv, string Title, string Genre, string GenreSource, string? DeclaredGenre, long Views, long GainedLastHour, long GainedLastDay)
{
    /// <summary>The JSON of an MV of the overview.</summary>
    public static TopMvJson Of(TopMv top)
    {
        ArgumentNullException.ThrowIfNull(top);
        var source = top.Label.Source switch
        {
            Contracts.Genre.GenreSource.Posterior => "posterior",
            Contracts.Genre.GenreSource.Declared => "declared",
            _ => "unknown",
        };
        return new(top.Mv, top.Title, top.Label.Genre, source, top.DeclaredGenre, top.Views, top.GainedLastHour, top.GainedLastDay);
    }
}
