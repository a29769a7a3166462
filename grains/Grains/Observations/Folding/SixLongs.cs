using System.Runtime.CompilerServices;
using MediaAnalytics.Contracts.Observations;

namespace MediaAnalytics.Grains.Observations.Folding;

/// <summary>One number per <see cref="Counter"/>, by index.</summary>
[InlineArray(Counters.Count)]
internal struct SixLongs
{
    private long first;

    /// <summary>Every place <see cref="Counters.Absent"/>.</summary>
    public static SixLongs Absent
    {
        get
        {
            SixLongs all = default;
            ((Span<long>)all).Fill(Counters.Absent);
            return all;
        }
    }

    public static implicit operator Counters(SixLongs values) => new(values[0], values[1], values[2], values[3], values[4], values[5]);

    public static implicit operator SixLongs(Counters counters)
    {
        SixLongs values = default;
        for (int counter = 0; counter < Counters.Count; counter++)
            values[counter] = counters[(Counter)counter];
        return values;
    }
}
