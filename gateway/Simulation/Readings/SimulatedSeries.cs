using MediaAnalytics.Gateway.Simulation.Catalogue;
using MediaAnalytics.Gateway.Simulation.Truth;

namespace MediaAnalytics.Gateway.Simulation.Readings;

/// <summary>The counters of one MV on one platform as functions of time, and when they are read. Immutable.</summary>
internal sealed class SimulatedSeries
{
    private const double PurgeShare = 0.06;
    private const double ViewsPerClick = 1.25;
    private const double MissingCounterShare = 0.01;
    private static readonly int[] SeededIntervals = [1, 2, 3, 4, 6];

    private readonly PlatformProfile _platform;
    private readonly long _released;
    private readonly GrowthCurve _impressions;
    private readonly GrowthCurve _clicks;
    private readonly GrowthCurve _views;
    private readonly GrowthCurve _likes;
    private readonly GrowthCurve _comments;
    private readonly GrowthCurve _shares;
    private readonly Purge? _purge;
    private readonly long _seed;
    private readonly int _hourOffset;
    private readonly int _secondOffset;

    public SimulatedSeries(SimulationOptions options, SimulatedMv mv, PlatformProfile platform)
    {
        (Mv, _platform, _seed) = (mv, platform, options.Seed);
        _released = mv.ReleasedAt.ToUnixTimeSeconds();
        // The MV's own effects come from its stream, so that its platforms share them.
        var own = SeededStream.For(options.Seed, StreamPurpose.Series, mv.Index, -1);
        var size = Math.Exp(PlantedEffects.ImpressionsSd * own.NextNormal());
        var (ownCtr, ownLikes) = (PlantedEffects.MvSdOnCtr * own.NextNormal(), PlantedEffects.MvSdOnLikeRate * own.NextNormal());
        var saturation = Math.Round(own.Between(3, 15), 3);

        var random = SeededStream.For(options.Seed, StreamPurpose.Series, mv.Index, platform.Index);
        var story = mv.Story.HasStory ? 1 : 0;
        var ctr = Math.Min(0.5, Rate(PlantedEffects.BaseCtr, mv.Genre.OnCtr + story * PlantedEffects.StoryOnCtr + platform.CtrEffect
            + ownCtr + PlantedEffects.SeriesSd * random.NextNormal()));
        var likeRate = Math.Min(0.5, Rate(PlantedEffects.BaseLikeRate, mv.Genre.OnLikeRate + story * PlantedEffects.StoryOnLikeRate + ownLikes));
        var impressions = Math.Round(PlantedEffects.MedianImpressions * platform.Size * size);
        var views = impressions * ctr * ViewsPerClick;

        _impressions = GrowthCurve.Draw(ref random, impressions, saturation);
        _clicks = GrowthCurve.Draw(ref random, impressions * ctr, saturation);
        _views = GrowthCurve.Draw(ref random, views, saturation);
        _likes = GrowthCurve.Draw(ref random, views * likeRate, saturation);
        _comments = GrowthCurve.Draw(ref random, views * likeRate * Math.Round(random.Between(0.05, 0.2), 6), saturation);
        _shares = GrowthCurve.Draw(ref random, views * likeRate * Math.Round(random.Between(0.1, 0.4), 6), saturation);
        _purge = DrawPurge(ref random, options);

        var interval = random.Pick(SeededIntervals);
        IntervalHours = options.EveryHours == 0 ? interval : options.EveryHours;
        _hourOffset = random.Next(0, IntervalHours);
        _secondOffset = random.Next(0, 3_600);
    }

    public SimulatedMv Mv { get; }

    public int IntervalHours { get; }

    /// <summary>The series of an MV, one per platform it is on.</summary>
    public static IEnumerable<SimulatedSeries> Of(SimulationOptions options, IReadOnlyList<PlatformProfile> platforms, SimulatedMv mv) =>
        from platform in platforms
        where mv.PlatformIds[platform.Index] is not null
        select new SimulatedSeries(options, mv, platform);

    /// <summary>The random stream of one scheduled reading: whether it is late, repeated, or lacks a counter.</summary>
    public SeededStream Fate(int slot) =>
        SeededStream.For(_seed, StreamPurpose.Schedule, (long)Mv.Index * SimulationOptions.MaxPlatforms + _platform.Index, slot);

    /// <summary>The instant of the reading in an hour slot that begins at <paramref name="slotStart"/>, or null where none is due.</summary>
    public long? DueIn(int slot, long slotStart)
    {
        if (slot % IntervalHours != _hourOffset) return null;
        var at = slotStart + _secondOffset;
        return at >= _released ? at : null;
    }

    /// <summary>All counters that the platform reports, at an instant in seconds since 1970-01-01T00:00:00Z.</summary>
    public Reading At(long instant)
    {
        var age = instant - _released;
        var views = _views.At(age) - (_purge is { } purge && instant >= purge.At ? purge.Views : 0);
        return new(Mv.Id, _platform.Name, _platform.Source, instant, new(
            _platform.ReportsImpressions ? _impressions.At(age) : null,
            // Clicks and impressions swing on their own; in the first minutes that must not make more clicks than impressions.
            Math.Min(_clicks.At(age), _impressions.At(age)),
            views,
            Math.Min(_likes.At(age), _views.At(age)),
            _comments.At(age),
            _platform.ReportsShares ? _shares.At(age) : null));
    }

    /// <summary>The reading at an instant of history, which now and then lacks one counter.</summary>
    public Reading At(long instant, ref SeededStream fate)
    {
        var reading = At(instant);
        if (!fate.Chance(MissingCounterShare)) return reading;
        var v = reading.Values;
        return reading with
        {
            Values = fate.Next(0, 4) switch
            {
                0 => v with { Comments = null },
                1 => v with { Views = null },
                2 => v with { Likes = null },
                _ => v with { Impressions = null, Clicks = null },
            },
        };
    }

    // Rounded, so that a last bit of difference between math libraries does not reach the counters.
    private static double Rate(double baseRate, double logRatio) => Math.Round(baseRate * Math.Exp(logRatio), 9);

    private Purge? DrawPurge(ref SeededStream random, SimulationOptions options)
    {
        var planted = random.Chance(PurgeShare) || (Mv.Index == 0 && _platform.Index == 0);
        var share = Math.Round(random.Between(0.03, 0.1), 6);
        var from = Math.Max(options.From.ToUnixTimeSeconds(), _released + 86_400);
        var place = random.Between(0.3, 0.7);
        var until = options.Until.ToUnixTimeSeconds();
        if (!planted || from >= until) return null;
        var at = from + (long)((until - from) * place);
        return new(at, (long)Math.Floor(_views.At(at - _released) * share));
    }
}
