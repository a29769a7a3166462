using MediaAnalytics.Contracts.Observations;

namespace MediaAnalytics.Grains.Observations.Folding;

/// <summary>The series that wait to be folded again, by place. One thread at a time.</summary>
internal sealed class LateSeriesSet(PagedArray<SeriesRow> rows)
{
    private readonly Dictionary<int, LateSeries> waiting = [];

    /// <summary>Whether none waits.</summary>
    public bool IsEmpty => waiting.Count == 0;

    /// <summary>Readings that wait with them, over all.</summary>
    public long Readings { get; private set; }

    /// <summary>What waits of a series.</summary>
    public LateSeries this[int series] => waiting[series];

    /// <summary>Notes that a series is to be folded again with what comes from a place of the log on.</summary>
    public void Mark(int series, LogPlace from)
    {
        if (waiting.TryAdd(series, new(from)))
            rows[series].State.Flags |= SeriesFlags.Late;
    }

    /// <summary>Adds a reading to a marked series.</summary>
    public void Add(int series, long at, in SixLongs values, BatchHeader batch)
    {
        waiting[series].Readings.Add(new(at, values, batch));
        Readings++;
    }

    /// <summary>A series has been folded again.</summary>
    public void Done(int series)
    {
        if (waiting.Remove(series, out LateSeries? done))
            Readings -= done.Readings.Count;
    }

    /// <summary>Some of the waiting series, with at most <paramref name="most"/> readings together where one alone has no more.</summary>
    public HashSet<int> Some(long most)
    {
        var some = new HashSet<int>();
        long readings = 0;
        foreach ((int series, LateSeries late) in waiting)
        {
            readings += rows[series].State.Readings + late.Readings.Count;
            if (some.Count > 0 && readings > most)
                break;
            some.Add(series);
        }

        return some;
    }
}
