using MediaAnalytics.Contracts.Observations;
using MediaAnalytics.Grains.Observations.Folding;

namespace MediaAnalytics.Grains.Observations.History;

/// <summary>A series folded up to one of its readings, to go on from there. One thread at a time.</summary>
internal sealed class SeriesWalk
{
    private SeriesState state = SeriesState.Empty;
    private SeriesExtra? extra;

    /// <summary>UTC ticks of its newest reading; 0 where there is none.</summary>
    public long At => state.At;

    /// <summary>Folds the next reading.</summary>
    public void Follow(string platform, long at, SixLongs values, EpochTable epochs, SeriesFindings findings)
    {
        var sink = new FindingSink(findings);
        SeriesRules.Follow(ref state, ref extra, at, in values, epochs.Broken(platform, state.At, at), ref sink);
    }

    /// <summary>Gives held falls what they count for as long as they are held.</summary>
    public void Provide(SeriesFindings findings)
    {
        for (int counter = 0; counter < Counters.Count; counter++)
        {
            long delta = SeriesRules.Provisional(in state, extra, counter, out long at);
            if (delta == 0)
                continue;
            findings.Changed(delta);
            findings.Judged(counter, at, SeriesRules.Net(in state, extra, counter), Verdict.Held);
        }
    }

    public SeriesWalk Copy() => new()
    {
        state = state,
        extra = extra is null ? null : new() { HeldAt = extra.HeldAt, HeldValue = extra.HeldValue },
    };

    /// <summary>
    /// Counters of which both, at one reading, may find something else in those that follow, as a mask. Gross totals and counts are carried along, and decide
    /// nothing.
    /// </summary>
    public int Differing(SeriesWalk other)
    {
        int mask = (state.Held ^ other.state.Held) | (state.Broken ^ other.state.Broken);
        Add(in state.Last, in other.state.Last);
        Add(in state.Before, in other.state.Before);
        Add(in state.Earlier, in other.state.Earlier);
        if ((state.Held & other.state.Held) != 0)
        {
            Add(in extra!.HeldAt, in other.extra!.HeldAt);
            Add(in extra.HeldValue, in other.extra.HeldValue);
        }

        return mask;

        void Add(in SixLongs one, in SixLongs two)
        {
            if (((ReadOnlySpan<long>)one).SequenceEqual(two))
                return;
            for (int counter = 0; counter < Counters.Count; counter++)
                mask |= one[counter] != two[counter] ? 1 << counter : 0;
        }
    }

    /// <summary>Whether a counter's state stays as it is over readings of one value: that of neither is held or broken.</summary>
    public bool Rests(int counter, SeriesWalk other) =>
        ((state.Held | state.Broken | other.state.Held | other.state.Broken) & (1 << counter)) == 0 && state.Last[counter] == other.state.Last[counter];

    /// <summary>The newest value of a counter that is not held; absent where never reported.</summary>
    public long Last(int counter) => state.Last[counter];

    /// <summary>Takes the state of some counters over, which are reported no more between the two, or rest.</summary>
    /// <param name="earlier">A walk over the same series up to an earlier reading.</param>
    /// <param name="counters">The counters, as a mask.</param>
    /// <param name="broken">Counters with an epoch between the two.</param>
    public void Take(SeriesWalk earlier, int counters, int broken)
    {
        state.Held = (byte)((state.Held & ~counters) | (earlier.state.Held & counters));
        state.Broken = (byte)((state.Broken & ~counters) | (earlier.state.Broken & counters));
        for (int counter = 0; counter < Counters.Count; counter++)
        {
            int bit = 1 << counter;
            if ((counters & bit) == 0)
                continue;
            state.Last[counter] = earlier.state.Last[counter];
            state.Before[counter] = earlier.state.Before[counter];
            state.Earlier[counter] = earlier.state.Earlier[counter];
            state.Broken |= (byte)(state.Last[counter] == Counters.Absent ? 0 : broken & bit);
            if ((state.Held & bit) == 0)
                continue;
            extra ??= new();
            extra.HeldAt[counter] = earlier.extra!.HeldAt[counter];
            extra.HeldValue[counter] = earlier.extra.HeldValue[counter];
        }
    }
}
