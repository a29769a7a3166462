using MediaAnalytics.Contracts.Observations;

namespace MediaAnalytics.Grains.Observations.Folding;

/// <summary>
/// One (MV, platform): its sources in order of precedence. Of each counter, the first source that reports it counts. One thread at a time.
/// </summary>
internal sealed class PlatformRow(string platform)
{
    private readonly List<SourceSeries> sources = [];

    /// <summary>The platform.</summary>
    public string Platform { get; } = platform;

    /// <summary>Who reports, in order of precedence.</summary>
    public IReadOnlyList<SourceSeries> Sources => sources;

    /// <summary>UTC ticks of the newest reading of any source.</summary>
    public long NewestAt
    {
        get
        {
            long newest = 0;
            foreach (SourceSeries series in sources)
                newest = Math.Max(newest, series.NewestAt);
            return newest;
        }
    }

    /// <summary>The series of a source, made where there is none.</summary>
    public SourceSeries Series(string source, SourcePrecedence precedence)
    {
        foreach (SourceSeries series in sources)
        {
            if (series.Source == source)
                return series;
        }

        var added = new SourceSeries(source);
        int place = 0;
        while (place < sources.Count && precedence.Compare(sources[place].Source, source) < 0)
            place++;
        sources.Insert(place, added);
        return added;
    }

    /// <summary>The series that counts for a counter; null where none reports it.</summary>
    public SourceSeries? Counting(Counter counter)
    {
        foreach (SourceSeries series in sources)
        {
            if (series.Net[counter] != Counters.Absent)
                return series;
        }

        return null;
    }

    /// <summary>Net and gross totals, absent where no source reports a counter.</summary>
    public (Counters Net, Counters Gross) Totals()
    {
        if (sources.Count == 1)
            return (sources[0].Net, sources[0].Gross);

        Counters net = Counters.None, gross = Counters.None;
        for (Counter counter = 0; (int)counter < Counters.Count; counter++)
        {
            if (Counting(counter) is not { } series)
                continue;
            net[counter] = series.Net[counter];
            gross[counter] = series.Gross[counter];
        }

        return (net, gross);
    }

    /// <summary>Rises and falls of the counting series within (<paramref name="from"/>, <paramref name="to"/>], in UTC ticks.</summary>
    public WindowDelta Window(long from, long to)
    {
        if (NewestAt <= from)
            return default;

        Counters rises = default, falls = default;
        for (Counter counter = 0; (int)counter < Counters.Count; counter++)
        {
            if (Counting(counter) is { } series)
                (rises[counter], falls[counter]) = series.Delta(counter, from, to);
        }

        return new(rises, falls);
    }
}
