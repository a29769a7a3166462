using MediaAnalytics.Contracts.Observations;
using MediaAnalytics.Grains.Observations.Folding;

namespace MediaAnalytics.Grains.Observations.History;

/// <summary>From where on each counter of a series says the same in every reading, or nothing. One thread at a time.</summary>
internal sealed class QuietTail
{
    /// <summary>Per counter: the value of its newest reading, that one's UTC ticks, and UTC ticks after which it has no other value.</summary>
    private SixLongs value = SixLongs.Absent, newest, after;

    /// <summary>Takes what stands at an instant that is new or changed.</summary>
    public void Add(long at, in SixLongs standing)
    {
        for (int counter = 0; counter < Counters.Count; counter++)
        {
            if (standing[counter] == Counters.Absent || (at <= newest[counter] && standing[counter] == value[counter]))
                continue;
            if (at < newest[counter])
            {
                after[counter] = Math.Max(after[counter], at);
                continue;
            }

            if (standing[counter] != value[counter])
                after[counter] = at > newest[counter] ? newest[counter] : at - 1;
            (value[counter], newest[counter]) = (standing[counter], at);
        }
    }

    /// <summary>Whether a counter is not reported after an instant.</summary>
    public bool Ends(int counter, long at) => at >= newest[counter];

    /// <summary>Whether it is reported after an instant as one value only.</summary>
    public bool Stays(int counter, long at, long same) => at >= after[counter] && value[counter] == same;
}
