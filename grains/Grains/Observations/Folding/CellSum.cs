using MediaAnalytics.Contracts.Dissemination;
using MediaAnalytics.Contracts.Observations;

namespace MediaAnalytics.Grains.Observations.Folding;

/// <summary>A cell while it is summed. Sums stop at the ends of 64 bits. One thread at a time.</summary>
internal sealed class CellSum
{
    private SixLongs net, gross, hourRises, hourFalls, dayRises, dayFalls;
    private long pairedImpressions, pairedClicks, pairedViews, pairedLikes;

    /// <summary>MVs, or (MV, platform) pairs.</summary>
    public long Count { get; set; }

    /// <summary>Adds a pair's totals.</summary>
    public void Add(in SixLongs pairNet, in SixLongs pairGross)
    {
        Count++;
        for (int counter = 0; counter < Counters.Count; counter++)
        {
            if (pairNet[counter] == Counters.Absent)
                continue;
            net[counter] = Saturating.Add(net[counter], pairNet[counter]);
            gross[counter] = Saturating.Add(gross[counter], pairGross[counter]);
        }

        Pair(pairNet[(int)Counter.Impressions], pairNet[(int)Counter.Clicks], ref pairedImpressions, ref pairedClicks);
        Pair(pairNet[(int)Counter.Views], pairNet[(int)Counter.Likes], ref pairedViews, ref pairedLikes);
    }

    /// <summary>Adds a delta of the last day.</summary>
    public void Add(int counter, long delta, bool inLastHour)
    {
        AddDelta(ref dayRises, ref dayFalls, counter, delta);
        if (inLastHour)
            AddDelta(ref hourRises, ref hourFalls, counter, delta);
    }

    /// <summary>What was summed.</summary>
    public CellSums Sums() => new()
    {
        Mvs = Count,
        Net = net,
        Gross = gross,
        PairedImpressions = pairedImpressions,
        PairedClicks = pairedClicks,
        PairedViews = pairedViews,
        PairedLikes = pairedLikes,
        LastHour = new(hourRises, hourFalls),
        LastDay = new(dayRises, dayFalls),
    };

    private static void AddDelta(ref SixLongs rises, ref SixLongs falls, int counter, long delta)
    {
        if (delta >= 0) rises[counter] = Saturating.Add(rises[counter], delta);
        else falls[counter] = Saturating.Add(falls[counter], -delta);
    }

    private static void Pair(long denominator, long numerator, ref long denominators, ref long numerators)
    {
        if (denominator == Counters.Absent || numerator == Counters.Absent)
            return;
        denominators = Saturating.Add(denominators, denominator);
        numerators = Saturating.Add(numerators, numerator);
    }
}
