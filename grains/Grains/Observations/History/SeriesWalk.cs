using MediaAnalytics.Contracts.Observations;
using MediaAnalytics.Grains.Observations.Folding;

namespace MediaAnalytics.Grains.Observations.History;

/// <summary>A series folded up to one of its readings, to go on from there. One thread at a time.</summary>
internal sealed class SeriesWalk
{
    private SeriesState state = SeriesState.Empty;
    private SeriesExtra? extra;

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

    /// <summary>Whether both find the same in every reading that follows. Gross totals and counts are carried along, and decide nothing.</summary>
    public bool GoesOnLike(SeriesWalk other) =>
        state.At == other.state.At && state.Held == other.state.Held && state.Broken == other.state.Broken
        && Same(in state.Last, in other.state.Last) && Same(in state.Before, in other.state.Before) && Same(in state.Earlier, in other.state.Earlier)
        && (state.Held == 0 || (Same(in extra!.HeldAt, in other.extra!.HeldAt) && Same(in extra.HeldValue, in other.extra.HeldValue)));

    private static bool Same(in SixLongs a, in SixLongs b) => ((ReadOnlySpan<long>)a).SequenceEqual(b);
}
