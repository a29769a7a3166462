namespace MediaAnalytics.Gateway.Simulation.Truth;

/// <summary>
/// The truth that analyses of a simulation must recover. CTR and like rate of an MV are log-linear: base × exp(genre + story +
/// platform + the MV's own effect). Stories are likelier in some genres, so a crude story ratio is confounded; a stratified one is not.
/// </summary>
internal static class PlantedEffects
{
    /// <summary>CTR of an MV with all effects at 0 on the first platform.</summary>
    public const double BaseCtr = 0.05;

    /// <summary>Likes per view of an MV with all effects at 0.</summary>
    public const double BaseLikeRate = 0.04;

    /// <summary>Log ratio of CTR, story against no story.</summary>
    public const double StoryOnCtr = 0.20;

    /// <summary>Log ratio of the like rate, story against no story.</summary>
    public const double StoryOnLikeRate = 0.12;

    /// <summary>Standard deviation of an MV's own effect on log CTR: what makes clicks of one MV dependent.</summary>
    public const double MvSdOnCtr = 0.30;

    /// <summary>Standard deviation of an MV's own effect on its log like rate.</summary>
    public const double MvSdOnLikeRate = 0.20;

    /// <summary>Standard deviation of the effect of an MV on one platform, on log CTR.</summary>
    public const double SeriesSd = 0.10;

    /// <summary>Median of an MV's impressions scale on the first platform; it is log-normal.</summary>
    public const double MedianImpressions = 800_000;

    /// <summary>Standard deviation of the log of an MV's impressions scale.</summary>
    public const double ImpressionsSd = 1.2;

    /// <summary>Share of MVs whose catalogue row declares no genre.</summary>
    public const double UndeclaredGenreShare = 0.10;

    /// <summary>Share of MVs whose catalogue row declares no story feature.</summary>
    public const double UndeclaredStoryShare = 0.05;

    /// <summary>Share of MVs without media, where media is asked for.</summary>
    public const double NoMediaShare = 0.08;

    /// <summary>Share of second and later MVs of a track whose media has the same bytes as the track's first.</summary>
    public const double SharedMediaShare = 0.25;

    /// <summary>The genres, in alphabetical order.</summary>
    public static readonly IReadOnlyList<GenreEffect> Genres =
    [
        new("blues", -0.15, 0.10, 0.45),
        new("classical", -0.40, 0.30, 0.20),
        new("country", 0.00, 0.00, 0.65),
        new("disco", 0.15, -0.10, 0.30),
        new("hiphop", 0.30, 0.05, 0.60),
        new("jazz", -0.20, 0.20, 0.30),
        new("metal", 0.05, 0.25, 0.40),
        new("pop", 0.35, -0.15, 0.55),
        new("reggae", -0.05, 0.10, 0.40),
        new("rock", 0.10, 0.00, 0.50),
    ];
}
