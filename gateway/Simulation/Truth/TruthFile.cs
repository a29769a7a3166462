using System.Text.Json;
using MediaAnalytics.Gateway.Simulation.Readings;

namespace MediaAnalytics.Gateway.Simulation.Truth;

/// <summary>Writes <c>truth.json</c>: what was planted, for analyses to be held against.</summary>
internal static class TruthFile
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    public static async Task WriteAsync(Stream stream, SimulationOptions options, CancellationToken cancel)
    {
        await JsonSerializer.SerializeAsync(stream, Of(options), Json, cancel);
        stream.WriteByte((byte)'\n');
    }

    private static object Of(SimulationOptions options) => new
    {
        options.Mvs,
        options.Days,
        options.Seed,
        From = options.From.UtcDateTime,
        Until = options.Until.UtcDateTime,
        Model = "log(rate of an MV) = log(base) + genre + story (0 or the effect) + platform (CTR only) + N(0, mvSd) + N(0, seriesSd) (CTR only); "
            + "stories are likelier in some genres, so stratify",
        Ctr = new
        {
            Base = PlantedEffects.BaseCtr,
            Story = PlantedEffects.StoryOnCtr,
            Genre = PlantedEffects.Genres.ToDictionary(g => g.Genre, g => g.OnCtr),
            Platform = options.Profiles.ToDictionary(p => p.Name, p => p.CtrEffect),
            MvSd = PlantedEffects.MvSdOnCtr,
            PlantedEffects.SeriesSd,
        },
        LikeRate = new
        {
            Base = PlantedEffects.BaseLikeRate,
            Story = PlantedEffects.StoryOnLikeRate,
            Genre = PlantedEffects.Genres.ToDictionary(g => g.Genre, g => g.OnLikeRate),
            MvSd = PlantedEffects.MvSdOnLikeRate,
        },
        StoryShareByGenre = PlantedEffects.Genres.ToDictionary(g => g.Genre, g => g.StoryShare),
        Impressions = new
        {
            Distribution = "log-normal, per MV",
            Median = PlantedEffects.MedianImpressions,
            LogSd = PlantedEffects.ImpressionsSd,
            PlatformSize = options.Profiles.ToDictionary(p => p.Name, p => p.Size),
        },
        Shares = new
        {
            Late = ArrivalOrder.LateShare,
            Duplicate = ArrivalOrder.DuplicateShare,
            UndeclaredGenre = PlantedEffects.UndeclaredGenreShare,
            UndeclaredStory = PlantedEffects.UndeclaredStoryShare,
            NoMedia = PlantedEffects.NoMediaShare,
            SharedMediaOfOtherVersions = PlantedEffects.SharedMediaShare,
        },
    };
}
