using MediaAnalytics.Contracts.Dissemination;
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
        var platforms = new SortedDictionary<string, List<int>>(StringComparer.Ordinal);
        for (int series = fold.Mvs[place].FirstSeries; series >= 0; series = fold.Series[series].Next)
        {
            string platform = fold.Names[fold.Series[series].Platform];
            if (!platforms.ContainsKey(platform))
                platforms.Add(platform, sources.Of(place, fold.Series[series].Platform));
        }

        if (platforms.Count == 0)
            return [];

        CellSum[] windows = Windows(fold, sources, platforms.Values, now.UtcTicks);
        return [.. platforms.Select((platform, i) => Describe(fold, sources, platform.Key, platform.Value, windows[i].Sums(), now))];
    }

    /// <summary>The newest reading of a series; null where it has none.</summary>
    public static NewestReading? Newest(PartitionFold fold, SeriesKey key)
    {
        int mv = fold.Mvs.Find(key.Mv);
        int series = mv < 0 ? -1 : fold.Series.Find(mv, fold.Names.Find(key.Platform), fold.Names.Find(key.Source));
        if (series < 0)
            return null;

        ref SeriesState state = ref fold.Series[series].State;
        SixLongs values = default;
        for (int counter = 0; counter < Counters.Count; counter++)
            values[counter] = SeriesRules.Net(in state, fold.Series.Extra(series, in state), counter);
        return new(new DateTimeOffset(state.At, TimeSpan.Zero), values);
    }

    private static PlatformCounters Describe(
        PartitionFold fold, PlatformSources sources, string platform, List<int> series, CellSums windows, DateTimeOffset now)
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

        return new(
            platform, net, gross, new DateTimeOffset(newest, TimeSpan.Zero), readings, corrections,
            [.. series.Select(one => fold.Names[fold.Series[one].Source])], windows.LastHour, windows.LastDay, fold.Recent.Since(now.UtcTicks));
    }

    /// <summary>The windows of each platform's series, all in one pass over the deltas.</summary>
    private static CellSum[] Windows(PartitionFold fold, PlatformSources sources, ICollection<List<int>> platforms, long to)
    {
        CellSum[] sums = [.. platforms.Select(_ => new CellSum())];
        Dictionary<long, (CellSum Sum, int Counting)> counted = platforms
            .SelectMany((platform, i) => platform.Select(series => (series, sum: sums[i])))
            .ToDictionary(one => (long)one.series, one => (one.sum, sources.Counting(one.series)));
        for (int i = 0; i < fold.Recent.Rows.Count; i++)
        {
            ref RecentDelta delta = ref fold.Recent.Rows[i];
            if (delta.At <= to - TimeSpan.TicksPerDay || delta.At > to || !counted.TryGetValue(delta.Series, out (CellSum Sum, int Counting) one))
                continue;
            for (int counter = 0; counter < Counters.Count; counter++)
            {
                if (delta.Deltas[counter] != 0 && (one.Counting & (1 << counter)) != 0)
                    one.Sum.Add(counter, delta.Deltas[counter], delta.At > to - TimeSpan.TicksPerHour);
            }
        }

        foreach ((long series, (CellSum sum, _)) in counted)
            sources.AddProvisional((int)series, sum, to);
        return sums;
    }
}
