using MediaAnalytics.Contracts.Observations;

namespace MediaAnalytics.Grains.Observations.Folding;

/// <summary>Collects the deltas of one series for the windows: those of the instant under way together, those of a fall decided late apart.</summary>
internal struct DeltaSink(RecentDeltas recent, int series) : ISeriesSink
{
    private RecentDelta current = new() { Series = series };
    private bool any;

    public void Delta(int counter, long at, long delta)
    {
        if (at != current.At)
        {
            Flush();
            current.At = at;
        }

        current.Deltas[counter] += delta;
        any = true;
    }

    public readonly void Judge(int counter, long at, long value, Verdict verdict)
    {
    }

    /// <summary>Hands over what is left.</summary>
    public void Flush()
    {
        if (any)
            recent.Add(in current);
        current.Deltas = default;
        any = false;
    }
}
