using MediaAnalytics.Contracts.Observations;

namespace MediaAnalytics.Grains.Observations.Folding;

/// <summary>
/// Which of a fold's series counts: of each counter of an (MV, platform) pair, that of the first source in order of precedence that reports it. One thread at
/// a time.
/// </summary>
internal sealed class PlatformSources(PartitionFold fold)
{
    /// <summary>A bit per counter.</summary>
    public const int AllCounters = (1 << Counters.Count) - 1;

    /// <summary>An MV with more series has them grouped by platform once, else each platform's would be looked for among all of them.</summary>
    private const int Crowd = 64;

    private readonly Dictionary<int, int> counting = [];
    private readonly Dictionary<int, Dictionary<int, List<int>>> crowds = [];

    /// <summary>Counters for which a series is the one that counts, as a mask. The fold must not change between two calls.</summary>
    public int Counting(int series)
    {
        ref SeriesRow row = ref fold.Series[series];
        int reported = Reported(in row.State);
        if ((row.State.Flags & SeriesFlags.HasSibling) == 0)
            return reported;

        if (!counting.ContainsKey(series))
            Count(row.Mv, row.Platform);
        return counting[series];
    }

    /// <summary>The series of an (MV, platform) pair that has some, in order of precedence. The fold must not change between two calls.</summary>
    public List<int> Of(int mv, int platform)
    {
        if (crowds.TryGetValue(mv, out Dictionary<int, List<int>>? crowd))
            return crowd[platform];

        var sources = new List<int>();
        int steps = 0;
        for (int series = fold.Mvs[mv].FirstSeries; series >= 0; series = fold.Series[series].Next, steps++)
        {
            if (fold.Series[series].Platform == platform)
                sources.Add(series);
        }

        if (steps > Crowd)
            return Group(mv)[platform];
        sources.Sort(ByPrecedence);
        return sources;
    }

    /// <summary>Net and gross totals of the pair that a series is of; absent where no source reports a counter.</summary>
    public void Totals(int series, out SixLongs net, out SixLongs gross)
    {
        ref SeriesRow row = ref fold.Series[series];
        net = gross = SixLongs.Absent;
        if ((row.State.Flags & SeriesFlags.HasSibling) == 0)
        {
            Take(series, AllCounters, ref net, ref gross);
            return;
        }

        int taken = 0;
        foreach (int source in Of(row.Mv, row.Platform))
        {
            Take(source, ~taken, ref net, ref gross);
            taken |= Reported(in fold.Series[source].State);
        }
    }

    private Dictionary<int, List<int>> Group(int mv)
    {
        var crowd = new Dictionary<int, List<int>>();
        for (int series = fold.Mvs[mv].FirstSeries; series >= 0; series = fold.Series[series].Next)
        {
            if (!crowd.TryGetValue(fold.Series[series].Platform, out List<int>? sources))
                crowd.Add(fold.Series[series].Platform, sources = []);
            sources.Add(series);
        }

        foreach (List<int> sources in crowd.Values)
            sources.Sort(ByPrecedence);
        crowds.Add(mv, crowd);
        return crowd;
    }

    private int ByPrecedence(int a, int b) => fold.Precedence.Compare(fold.Names[fold.Series[a].Source], fold.Names[fold.Series[b].Source]);

    private void Count(int mv, int platform)
    {
        int taken = 0;
        foreach (int source in Of(mv, platform))
        {
            int reports = Reported(in fold.Series[source].State);
            counting[source] = reports & ~taken;
            taken |= reports;
        }
    }

    /// <summary>Adds the falls of a series that are held, and lie in the last day, to a sum.</summary>
    public void AddProvisional(int series, CellSum sum, long to)
    {
        ref SeriesState state = ref fold.Series[series].State;
        if (state.Held == 0)
            return;

        int counting = Counting(series);
        for (int counter = 0; counter < Counters.Count; counter++)
        {
            long delta = SeriesRules.Provisional(in state, fold.Series.Extra(series, in state), counter, out long at);
            if (delta != 0 && (counting & (1 << counter)) != 0 && at <= to && at > to - TimeSpan.TicksPerDay)
                sum.Add(counter, delta, at > to - TimeSpan.TicksPerHour);
        }
    }

    private static int Reported(in SeriesState state)
    {
        int reported = 0;
        for (int counter = 0; counter < Counters.Count; counter++)
            reported |= state.Last[counter] != Counters.Absent ? 1 << counter : 0;
        return reported;
    }

    private void Take(int series, int counters, ref SixLongs net, ref SixLongs gross)
    {
        ref SeriesState state = ref fold.Series[series].State;
        SeriesExtra? extra = fold.Series.Extra(series, in state);
        for (int counter = 0; counter < Counters.Count; counter++)
        {
            if ((counters & (1 << counter)) == 0 || state.Last[counter] == Counters.Absent)
                continue;
            net[counter] = SeriesRules.Net(in state, extra, counter);
            gross[counter] = SeriesRules.Gross(in state, extra, counter);
        }
    }
}
