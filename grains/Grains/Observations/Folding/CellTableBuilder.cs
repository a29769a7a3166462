using MediaAnalytics.Contracts.Dissemination;
using MediaAnalytics.Contracts.Observations;

namespace MediaAnalytics.Grains.Observations.Folding;

/// <summary>Computes a partition's cells and overview from its rows: sums of integers, so the result depends on the rows alone. Used once, by one thread.</summary>
internal sealed class CellTableBuilder
{
    private const int NoPlatform = -1;

    private readonly PartitionFold fold;
    private readonly PlatformSources sources;
    private readonly long to, hour, day;
    private readonly Dictionary<(int Dimensions, int Platform), CellSum> cells = [];
    private readonly Dictionary<int, (long Hour, long Day)> gained = [];
    private readonly HashSet<(int Mv, int Platform)> summed = [];
    private readonly long[] views;
    private long corrections;

    private CellTableBuilder(PartitionFold fold, DateTimeOffset now)
    {
        this.fold = fold;
        sources = new(fold);
        (to, hour, day) = (now.UtcTicks, now.UtcTicks - TimeSpan.TicksPerHour, now.UtcTicks - TimeSpan.TicksPerDay);
        views = new long[fold.Mvs.Count];
    }

    /// <summary>The cells of all catalogued MVs; windows end at <paramref name="now"/>.</summary>
    public static (Cell[] Cells, Overview Overview, DateTimeOffset? WindowsSince) Build(PartitionFold fold, DateTimeOffset now)
    {
        var builder = new CellTableBuilder(fold, now);
        long[] stages = builder.AddMvs();
        builder.AddTotals();
        builder.AddWindows();
        Cell[] cells = [.. builder.cells.Select(cell => new Cell(builder.KeyOf(cell.Key.Dimensions, cell.Key.Platform), cell.Value.Sums()))];
        var overview = new Overview(stages, builder.Top(), fold.Counts.Added - fold.Counts.Uncatalogued, builder.corrections);
        return (cells, overview, fold.Recent.Since(builder.to));
    }

    private CellKey KeyOf(int dimensions, int platform) =>
        fold.Dimensions[dimensions] with { Platform = platform == NoPlatform ? null : fold.Names[platform] };

    private long[] AddMvs()
    {
        var stages = new long[Overview.Empty.Stages.Length];
        for (int mv = 0; mv < fold.Mvs.Count; mv++)
        {
            if (fold.Mvs[mv].Dimensions < 0)
                continue;
            stages[fold.Mvs[mv].Stage]++;
            CellOf(fold.Mvs[mv].Dimensions, NoPlatform).Count++;
        }

        return stages;
    }

    private void AddTotals()
    {
        for (int series = 0; series < fold.Series.Rows.Count; series++)
        {
            ref SeriesRow row = ref fold.Series[series];
            int dimensions = fold.Mvs[row.Mv].Dimensions;
            if (dimensions < 0)
                continue;

            corrections += SeriesRules.Corrections(in row.State, fold.Series.Extra(series, in row.State));
            sources.AddProvisional(series, CellOf(dimensions, row.Platform), to);
            if ((row.State.Flags & SeriesFlags.HasSibling) != 0 && !summed.Add((row.Mv, row.Platform)))
                continue;
            sources.Totals(series, out SixLongs net, out SixLongs gross);
            CellOf(dimensions, row.Platform).Add(in net, in gross);
            views[row.Mv] = Saturating.Add(views[row.Mv], Math.Max(net[(int)Counter.Views], 0));
        }
    }

    private void AddWindows()
    {
        for (int i = 0; i < fold.Recent.Rows.Count; i++)
        {
            ref RecentDelta delta = ref fold.Recent.Rows[i];
            if (delta.At <= day || delta.At > to)
                continue;
            ref SeriesRow row = ref fold.Series[(int)delta.Series];
            int dimensions = fold.Mvs[row.Mv].Dimensions;
            if (dimensions < 0)
                continue;

            int counting = sources.Counting((int)delta.Series);
            CellSum cell = CellOf(dimensions, row.Platform);
            for (int counter = 0; counter < Counters.Count; counter++)
            {
                if (delta.Deltas[counter] != 0 && (counting & (1 << counter)) != 0)
                    cell.Add(counter, delta.Deltas[counter], delta.At > hour);
            }

            long rise = (counting & (1 << (int)Counter.Views)) == 0 ? 0 : Math.Max(delta.Deltas[(int)Counter.Views], 0);
            (long hours, long days) = gained.GetValueOrDefault(row.Mv);
            gained[row.Mv] = (hours + (delta.At > hour ? rise : 0), days + rise);
        }
    }

    private TopMv[] Top()
    {
        var top = new TopMvs(fold);
        for (int mv = 0; mv < fold.Mvs.Count; mv++)
        {
            if (fold.Mvs[mv] is { Dimensions: >= 0, FirstSeries: >= 0 })
                top.Offer(mv, views[mv], gained.GetValueOrDefault(mv));
        }

        return top.Take();
    }

    private CellSum CellOf(int dimensions, int platform)
    {
        if (!cells.TryGetValue((dimensions, platform), out CellSum? cell))
            cells.Add((dimensions, platform), cell = new());
        return cell;
    }
}
