using MediaAnalytics.Contracts.Observations;

namespace MediaAnalytics.Grains.Observations.Folding;

/// <summary>
/// The rules by which a series of cumulative counters is folded, reading by reading in order of observation (docs/counting.md). Pure: the state after a
/// set of readings and epochs depends on nothing else.
/// </summary>
internal static class SeriesRules
{
    /// <summary>A counter below this does not reset: its falls are corrections.</summary>
    public const long SmallestReset = 1_000;

    /// <summary>A fall to at most a hundredth is near zero.</summary>
    public const long NearZeroFraction = 100;

    /// <summary>Whether a fall is to near zero.</summary>
    public static bool IsNearZero(long from, long to) => from >= SmallestReset && to <= from / NearZeroFraction;

    /// <summary>
    /// Folds a reading that is newer than <see cref="SeriesState.At"/>.
    /// </summary>
    /// <param name="state">The series before and after.</param>
    /// <param name="extra">Its rarities, made where the reading needs them.</param>
    /// <param name="at">UTC ticks of the reading.</param>
    /// <param name="values">Its values, or <see cref="Counters.Absent"/>.</param>
    /// <param name="broken">Counters with an epoch after the reading before and not after this one.</param>
    /// <param name="sink">Hears what was found.</param>
    public static void Follow<TSink>(
        ref SeriesState state, ref SeriesExtra? extra, long at, ref readonly SixLongs values, int broken, ref TSink sink)
        where TSink : struct, ISeriesSink
    {
        state.At = at;
        state.Readings++;
        int newest = 0;
        for (int counter = 0; counter < Counters.Count; counter++)
        {
            int bit = 1 << counter;
            if ((broken & bit) != 0 && state.Last[counter] != Counters.Absent)
                state.Broken |= (byte)bit;
            long value = values[counter];
            if (value == Counters.Absent)
                continue;

            newest |= bit;
            if (((state.Held | state.Broken) & bit) != 0 && !Decide(ref state, extra, counter, at, value, ref sink))
                continue;
            Step(ref state, ref extra, counter, at, value, ref sink);
        }

        state.Newest = (byte)newest;
    }

    /// <summary>The net total of a counter: the newest value, held or not; absent where never reported.</summary>
    public static long Net(in SeriesState state, SeriesExtra? extra, int counter) =>
        (state.Held & (1 << counter)) != 0 ? extra!.HeldValue[counter] : state.Last[counter];

    /// <summary>The gross total of a counter: the first values of its segments plus every rise; absent where never reported.</summary>
    public static long Gross(in SeriesState state, SeriesExtra? extra, int counter) =>
        (state.Held & (1 << counter)) != 0 && IsNearZero(state.Last[counter], extra!.HeldValue[counter])
            ? Saturating.Add(state.Gross[counter], extra.HeldValue[counter])
            : state.Gross[counter];

    /// <summary>The delta of a held fall, negative, which counts from its instant on as long as it is held; 0 where there is none, or it is a reset.</summary>
    public static long Provisional(in SeriesState state, SeriesExtra? extra, int counter, out long at)
    {
        at = 0;
        if ((state.Held & (1 << counter)) == 0 || IsNearZero(state.Last[counter], extra!.HeldValue[counter]))
            return 0;
        at = extra.HeldAt[counter];
        return extra.HeldValue[counter] - state.Last[counter];
    }

    /// <summary>Falls of any counter that are corrections, held ones included.</summary>
    public static int Corrections(in SeriesState state, SeriesExtra? extra)
    {
        int corrections = state.Corrections;
        for (int counter = 0; state.Held != 0 && counter < Counters.Count; counter++)
            corrections += Provisional(in state, extra, counter, out _) < 0 ? 1 : 0;
        return corrections;
    }

    /// <summary>The value of the newest reading as it came; absent where it lacks the counter.</summary>
    public static long Reported(in SeriesState state, SeriesExtra? extra, int counter) =>
        (state.Newest & (1 << counter)) == 0 ? Counters.Absent : Net(in state, extra, counter);

    private static void Step<TSink>(ref SeriesState state, ref SeriesExtra? extra, int counter, long at, long value, ref TSink sink)
        where TSink : struct, ISeriesSink
    {
        long last = state.Last[counter];
        if (value > last && last != Counters.Absent)
        {
            state.Earlier[counter] = state.Before[counter];
            state.Before[counter] = last;
            state.Last[counter] = value;
            state.Gross[counter] = Saturating.Add(state.Gross[counter], value - last);
            sink.Delta(counter, at, value - last);
            sink.Judge(counter, at, value, Verdict.Rise);
        }
        else if (last == Counters.Absent)
        {
            state.Last[counter] = state.Gross[counter] = value;
            sink.Judge(counter, at, value, Verdict.Baseline);
        }
        else if (value == last)
        {
            sink.Judge(counter, at, value, Verdict.Unchanged);
        }
        else if (value == state.Before[counter] || value == state.Earlier[counter] || IsNearZero(last, value))
        {
            extra ??= new();
            state.Flags |= SeriesFlags.HasExtra;
            state.Held |= (byte)(1 << counter);
            extra.HeldAt[counter] = at;
            extra.HeldValue[counter] = value;
            sink.Judge(counter, at, value, Verdict.Held);
        }
        else
        {
            Correct(ref state, counter, at, value, ref sink);
        }
    }

    /// <summary>Decides a held fall by the value after it, and begins anew at a break; false where that takes the value, too.</summary>
    private static bool Decide<TSink>(ref SeriesState state, SeriesExtra? extra, int counter, long at, long value, ref TSink sink)
        where TSink : struct, ISeriesSink
    {
        byte bit = (byte)(1 << counter);
        bool breaks = (state.Broken & bit) != 0;
        if ((state.Held & bit) != 0)
        {
            state.Held &= (byte)~bit;
            (long heldAt, long held) = (extra!.HeldAt[counter], extra.HeldValue[counter]);
            extra.HeldAt[counter] = extra.HeldValue[counter] = 0;
            if (!breaks && value >= state.Last[counter])
                sink.Judge(counter, heldAt, held, Verdict.Stale);
            else if (IsNearZero(state.Last[counter], held))
                Reset(ref state, counter, heldAt, held, ref sink);
            else
                Correct(ref state, counter, heldAt, held, ref sink);
        }

        if (!breaks)
            return true;

        state.Broken &= (byte)~bit;
        state.Last[counter] = state.Gross[counter] = value;
        state.Before[counter] = state.Earlier[counter] = Counters.Absent;
        sink.Judge(counter, at, value, Verdict.Break);
        return false;
    }

    private static void Correct<TSink>(ref SeriesState state, int counter, long at, long value, ref TSink sink)
        where TSink : struct, ISeriesSink
    {
        long fall = value - state.Last[counter];
        state.Last[counter] = value;
        state.Corrections++;
        sink.Delta(counter, at, fall);
        sink.Judge(counter, at, value, Verdict.Correction);
    }

    private static void Reset<TSink>(ref SeriesState state, int counter, long at, long value, ref TSink sink)
        where TSink : struct, ISeriesSink
    {
        state.Gross[counter] = Saturating.Add(state.Gross[counter], value);
        state.Last[counter] = value;
        state.Before[counter] = state.Earlier[counter] = Counters.Absent;
        sink.Judge(counter, at, value, Verdict.Reset);
    }
}
