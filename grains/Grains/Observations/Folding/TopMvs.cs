using MediaAnalytics.Contracts.Dissemination;

namespace MediaAnalytics.Grains.Observations.Folding;

/// <summary>Keeps the <see cref="Overview.TopLength"/> MVs that spread fastest of all that are offered. One thread at a time.</summary>
internal sealed class TopMvs
{
    private static readonly Comparer<TopMv> SlowestFirst = Comparer<TopMv>.Create((x, y) =>
    {
        int order = x.GainedLastDay.CompareTo(y.GainedLastDay);
        if (order == 0) order = x.Views.CompareTo(y.Views);
        return order != 0 ? order : string.CompareOrdinal(y.Mv, x.Mv);
    });

    private readonly PriorityQueue<TopMv, TopMv> kept = new(SlowestFirst);

    /// <summary>Keeps an MV if it is among the fastest.</summary>
    public void Offer(TopMv mv)
    {
        if (kept.Count < Overview.TopLength) kept.Enqueue(mv, mv);
        else kept.EnqueueDequeue(mv, mv);
    }

    /// <summary>The kept ones, fastest first; leaves none.</summary>
    public TopMv[] Take()
    {
        var fastest = new TopMv[kept.Count];
        for (int i = fastest.Length - 1; i >= 0; i--)
            fastest[i] = kept.Dequeue();
        return fastest;
    }
}
