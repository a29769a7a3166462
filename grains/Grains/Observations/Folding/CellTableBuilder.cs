using System.Runtime.InteropServices;
using MediaAnalytics.Contracts.Dissemination;
using MediaAnalytics.Contracts.Observations;

namespace MediaAnalytics.Grains.Observations.Folding;

/// <summary>Computes a partition's cells and overview from its rows: sums of integers, so the result depends on the rows alone.</summary>
internal static class CellTableBuilder
{
    /// <summary>The cells of all catalogued MVs; windows end at <paramref name="now"/>.</summary>
    public static (Cell[] Cells, Overview Overview) Build(PartitionFold fold, DateTimeOffset now)
    {
        long to = now.UtcTicks, hour = to - TimeSpan.TicksPerHour, day = to - TimeSpan.TicksPerDay;
        var cells = new Dictionary<CellKey, CellSums>();
        var stages = new long[Overview.Empty.Stages.Length];
        var top = new TopMvs();
        long corrections = 0;

        foreach (MvRow row in fold.Rows)
        {
            if (row.Facts is not { } facts)
                continue;

            stages[(int)facts.Stage]++;
            Add(cells, facts.Key(null), new CellSums { Mvs = 1 });
            long views = 0, gainedHour = 0, gainedDay = 0;
            foreach (PlatformRow platform in row.Platforms)
            {
                CellSums sums = Sums(platform, hour, day, to);
                Add(cells, facts.Key(platform.Platform), sums);
                views += sums.Net.Views;
                gainedHour += sums.LastHour.Rises.Views;
                gainedDay += sums.LastDay.Rises.Views;
                foreach (SourceSeries series in platform.Sources)
                    corrections += series.Corrections;
            }

            if (row.Platforms.Count > 0)
                top.Offer(new(row.Mv, facts.Title, facts.Label, facts.DeclaredGenre, views, gainedHour, gainedDay));
        }

        return ([.. cells.Select(cell => new Cell(cell.Key, cell.Value))], new(stages, top.Take(), fold.Readings - fold.UncataloguedReadings, corrections));
    }

    /// <summary>One MV's counters by platform.</summary>
    public static PlatformCounters[] Describe(MvRow row, DateTimeOffset now)
    {
        long to = now.UtcTicks, hour = to - TimeSpan.TicksPerHour, day = to - TimeSpan.TicksPerDay;
        return [.. row.Platforms.OrderBy(platform => platform.Platform, StringComparer.Ordinal).Select(platform =>
        {
            (Counters net, Counters gross) = platform.Totals();
            return new PlatformCounters(
                platform.Platform,
                net,
                gross,
                new DateTimeOffset(platform.NewestAt, TimeSpan.Zero),
                platform.Sources.Sum(series => series.Readings.Length),
                platform.Sources.Sum(series => series.Corrections),
                [.. platform.Sources.Select(series => series.Source)],
                platform.Window(hour, to),
                platform.Window(day, to));
        })];
    }

    private static void Add(Dictionary<CellKey, CellSums> cells, CellKey key, CellSums sums)
    {
        ref CellSums cell = ref CollectionsMarshal.GetValueRefOrAddDefault(cells, key, out _);
        cell += sums;
    }

    private static CellSums Sums(PlatformRow platform, long hour, long day, long to)
    {
        (Counters net, Counters gross) = platform.Totals();
        bool pairedClicks = net.Impressions != Counters.Absent && net.Clicks != Counters.Absent;
        bool pairedLikes = net.Views != Counters.Absent && net.Likes != Counters.Absent;
        return new()
        {
            Mvs = 1,
            Net = Present(net),
            Gross = Present(gross),
            PairedImpressions = pairedClicks ? net.Impressions : 0,
            PairedClicks = pairedClicks ? net.Clicks : 0,
            PairedViews = pairedLikes ? net.Views : 0,
            PairedLikes = pairedLikes ? net.Likes : 0,
            LastHour = platform.Window(hour, to),
            LastDay = platform.Window(day, to),
        };
    }

    private static Counters Present(Counters counters) => new(
        Math.Max(counters.Impressions, 0), Math.Max(counters.Clicks, 0), Math.Max(counters.Views, 0),
        Math.Max(counters.Likes, 0), Math.Max(counters.Comments, 0), Math.Max(counters.Shares, 0));
}
