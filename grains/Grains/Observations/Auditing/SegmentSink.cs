using MediaAnalytics.Contracts.Observations;
using MediaAnalytics.Grains.Observations.Folding;

namespace MediaAnalytics.Grains.Observations.Auditing;

/// <summary>
/// Keeps the books of one series by segments, from what each value was taken for, without the totals that the rules keep: the sum of its deltas must be the
/// sum over its segments of last − first. One thread at a time.
/// </summary>
internal struct SegmentSink : ISeriesSink
{
    private SixLongs first, last, rises, closedGross;

    private readonly long floor;

    /// <param name="floor">UTC ticks: the deltas after it are those that the windows are made of.</param>
    public SegmentSink(long floor)
    {
        this.floor = floor;
        first = last = SixLongs.Absent;
    }

    /// <summary>The sum of the marks of the deltas after the floor.</summary>
    public long Recent { get; private set; }

    /// <summary>Sum of all deltas, per counter.</summary>
    public SixLongs Deltas;

    /// <summary>Sum over the closed segments of last − first, per counter.</summary>
    public SixLongs Spans;

    /// <summary>A mark of a delta, as good as unique in this process; sums of marks do not depend on order.</summary>
    public static long Mark(long at, int counter, long delta) => HashCode.Combine(at, counter, delta);

    public void Delta(int counter, long at, long delta)
    {
        Deltas[counter] += delta;
        Recent += at > floor ? Mark(at, counter, delta) : 0;
    }

    public void Judge(int counter, long at, long value, Verdict verdict)
    {
        switch (verdict)
        {
            case Verdict.Baseline:
                Open(counter, value);
                break;
            case Verdict.Rise:
                rises[counter] = Saturating.Add(rises[counter], value - last[counter]);
                last[counter] = value;
                break;
            case Verdict.Correction:
                last[counter] = value;
                break;
            case Verdict.Reset:
                Spans[counter] += Span(counter);
                closedGross[counter] = Saturating.Add(closedGross[counter], Saturating.Add(first[counter], rises[counter]));
                Open(counter, value);
                break;
            case Verdict.Break:
                Spans[counter] += Span(counter);
                closedGross[counter] = 0;
                Open(counter, value);
                break;
        }
    }

    /// <summary>Closes the last segments.</summary>
    public void Close()
    {
        for (int counter = 0; counter < Counters.Count; counter++)
            Spans[counter] += Span(counter);
    }

    /// <summary>The newest value that is not held; absent where never reported.</summary>
    public readonly long Last(int counter) => last[counter];

    /// <summary>The gross total since the last break of definition, without held falls; absent where never reported.</summary>
    public readonly long Gross(int counter) =>
        first[counter] == Counters.Absent ? Counters.Absent : Saturating.Add(closedGross[counter], Saturating.Add(first[counter], rises[counter]));

    private readonly long Span(int counter) => last[counter] - first[counter];

    private void Open(int counter, long value)
    {
        first[counter] = last[counter] = value;
        rises[counter] = 0;
    }
}
