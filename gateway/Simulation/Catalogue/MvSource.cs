using System.Globalization;
using System.Text;
using MediaAnalytics.Gateway.Simulation.Truth;

namespace MediaAnalytics.Gateway.Simulation.Catalogue;

/// <summary>Makes MV <c>i</c> of a simulation, the same each time it is asked. Stateless after construction: any thread may call it.</summary>
internal sealed class MvSource(SimulationOptions options)
{
    private const string IdAlphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    private const int PlatformIdLength = 11;
    private const double ReleasedInWindowShare = 0.3;

    private readonly IReadOnlyList<PlatformProfile> _platforms = options.Profiles;

    /// <summary>The MV with number <paramref name="index"/>, from 0.</summary>
    public SimulatedMv Create(int index)
    {
        var track = TrackLayout.Of(options.Seed, index);
        var random = SeededStream.For(options.Seed, StreamPurpose.Mv, index);
        var story = StoryFeatures.Draw(ref random, track.Genre.StoryShare);
        var declaresGenre = !random.Chance(PlantedEffects.UndeclaredGenreShare);
        var declaresStory = !random.Chance(PlantedEffects.UndeclaredStoryShare);
        var hasMedia = !random.Chance(PlantedEffects.NoMediaShare);
        var sharesMedia = random.Chance(PlantedEffects.SharedMediaShare) && index != track.FirstMv;
        return new(
            index,
            string.Create(CultureInfo.InvariantCulture, $"mv-{index:D7}"),
            TitleSource.Title(options.Seed, track, index),
            track.Id,
            track.Creators,
            ReleasedAt(ref random, index),
            PlatformIds(ref random, index),
            track.Genre,
            declaresGenre,
            story,
            declaresStory,
            options.Media && hasMedia ? (sharesMedia ? track.FirstMv : index) : null);
    }

    /// <summary>All MVs in order, made one at a time.</summary>
    public IEnumerable<SimulatedMv> All()
    {
        for (var i = 0; i < options.Mvs; i++) yield return Create(i);
    }

    private DateTimeOffset ReleasedAt(ref SeededStream random, int index)
    {
        var lastDay = new DateTimeOffset(options.Until.UtcDateTime.Date, TimeSpan.Zero);
        var inWindow = random.Chance(ReleasedInWindowShare);
        var daysIn = random.Next(1, options.Days + 1);
        var daysBefore = random.Next(1, 400);
        // The first MV is old enough that its planted purge is larger than what it gains between two readings.
        return lastDay.AddDays(inWindow && index != 0 ? -daysIn : -options.Days - daysBefore - (index == 0 ? 60 : 0));
    }

    private List<string?> PlatformIds(ref SeededStream random, int index)
    {
        var ids = new List<string?>(_platforms.Count);
        foreach (var platform in _platforms)
            ids.Add(random.Chance(platform.Presence) || (platform.Index == 0 && index == 0) ? PlatformId(index, platform.Index) : null);
        if (ids.TrueForAll(id => id is null)) ids[0] = PlatformId(index, 0);
        return ids;
    }

    private string PlatformId(int index, int platform)
    {
        var random = SeededStream.For(options.Seed, StreamPurpose.PlatformId, index, platform);
        var id = new StringBuilder(PlatformIdLength);
        for (var i = 0; i < PlatformIdLength; i++) id.Append(IdAlphabet[random.Next(0, IdAlphabet.Length)]);
        return id.ToString();
    }
}
