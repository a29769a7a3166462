using MediaAnalytics.Contracts.Observations;
using MediaAnalytics.Storage.Facts;

namespace MediaAnalytics.Grains.Observations.Folding;

/// <summary>One MV's counters by platform, as the fold stands.</summary>
internal static class MvDescription
{
    /// <summary>Ordered by platform; windows end at <paramref name="now"/>. Empty where nothing was reported.</summary>
    public static PlatformCounters[] Of(PartitionFold fold, string mv, DateTimeOffset now)
    {
        int place = fold.Mvs.Find(mv);
        if (place < 0)
            return [];

        var sources = new PlatformSources(fold);
        var platforms = new SortedDictionary<string, int>(StringComparer.Ordinal);
        for (int series = fold.Mvs[place].FirstSeries; series >= 0; series = fold.Series[series].Next)
            platforms[fold.Names[fold.Series[series].Platform]] = fold.Series[series].Platform;
        return [.. platforms.Select(platform => Describe(fold, sources, platform.Key, sources.Of(place, platform.Value), now))];
    }

    /// <summary>The newest reading of a series; null where it has none.</summary>
    public static NewestReading? Newest(PartitionFold fold, SeriesKey key)
    {
        (int mv, int platform, int source) = (fold.Mvs.Find(key.Mv), fold.Names.Find(key.Platform), fold.Names.Find(key.Source));
        for (int series = mv < 0 ? -1 : fold.Mvs[mv].FirstSeries; series >= 0; series = fold.Series[series].Next)
        {
            ref SeriesRow row = ref fold.Series[series];
            if (row.Platform != platform || row.Source != source)
                continue;

            SixLongs values = default;
            for (int counter = 0; counter < Counters.Count; counter++)
                values[counter] = SeriesRules.Net(in row.State, fold.Series.Extra(series, in row.State), counter);
            return new(new DateTimeOffset(row.State.At, TimeSpan.Zero), values);
        }

        return null;
    }

    private static PlatformCounters Describe(PartitionFold fold, PlatformSources sources, string platform, List<int> series, DateTimeOffset now)
    {
        sources.Totals(series[0], out SixLongs net, out SixLongs gross);
        (long newest, int readings, int corrections) = (0, 0, 0);
        foreach (int one in series)
        {
            ref SeriesState state = ref fold.Series[one].State;
            newest = Math.Max(newest, state.At);
            readings += state.Readings;
            corrections += SeriesRules.Corrections(in state, fold.Series.Extra(one, in state));
        }

        (WindowDelta hour, WindowDelta day) = Windows(fold, sources, series, now.UtcTicks);
        return new(
            platform, net, gross, new DateTimeOffset(newest, TimeSpan.Zero), readings, corrections,
            [.. series.Select(one => fold.Names[fold.Series[one].Source])], hour, day);
    }

    private static (WindowDelta Hour, WindowDelta Day) Windows(PartitionFold fold, PlatformSources sources, List<int> series, long to)
    {
        var counting = series.ToDictionary(one => (long)one, sources.Counting);
        var sum = new CellSum();
        for (int i = 0; i < fold.Recent.Rows.Count; i++)
        {
            ref RecentDelta delta = ref fold.Recent.Rows[i];
            if (delta.At <= to - TimeSpan.TicksPerDay || delta.At > to || !counting.TryGetValue(delta.Series, out int counters))
                continue;
            for (int counter = 0; counter < Counters.Count; counter++)
            {
                if (delta.Deltas[counter] != 0 && (counters & (1 << counter)) != 0)
                    sum.Add(counter, delta.Deltas[counter], delta.At > to - TimeSpan.TicksPerHour);
            }
        }

        foreach (int one in series)
            sources.AddProvisional(one, sum, to);
        return (sum.Sums().LastHour, sum.Sums().LastDay);
    }
}
