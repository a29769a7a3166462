using MediaAnalytics.Contracts.Observations;

namespace MediaAnalytics.Grains.Observations.Folding;

/// <summary>A series' readings, each instant once, in order of observation. Made to fold a series again. One thread at a time.</summary>
internal sealed class SeriesHistory
{
    private readonly List<long> instants = [];
    private readonly List<SixLongs> values = [];

    /// <summary>Distinct instants.</summary>
    public int Count => instants.Count;

    /// <summary>UTC ticks of the newest reading; 0 where there is none.</summary>
    public long NewestAt => instants.Count == 0 ? 0 : instants[^1];

    /// <summary>Puts a reading in its place; at a known instant the larger value of each counter stands.</summary>
    public AddOutcome Add(long at, in SixLongs reading)
    {
        int found = at > NewestAt ? ~instants.Count : instants.BinarySearch(at);
        if (found >= 0)
        {
            (SixLongs merged, AddOutcome outcome) = Merge(values[found], reading);
            values[found] = merged;
            return outcome;
        }

        instants.Insert(~found, at);
        values.Insert(~found, reading);
        return AddOutcome.Added;
    }

    /// <summary>The instants around one: its own place where known, else where it would stand.</summary>
    public int PlaceOf(long at) => instants.BinarySearch(at) is var found && found >= 0 ? found : ~found;

    /// <summary>UTC ticks of the reading at a place.</summary>
    public long At(int place) => instants[place];

    /// <summary>Values of the reading at a place.</summary>
    public SixLongs Values(int place) => values[place];

    /// <summary>Folds the whole series anew.</summary>
    /// <param name="state">Where the result goes; its flags other than <see cref="SeriesFlags.HasExtra"/> stay.</param>
    /// <param name="epochs">The declared breaks.</param>
    /// <param name="platform">The series' platform.</param>
    /// <param name="sink">Hears what was found.</param>
    /// <returns>The rarities; null where there are none.</returns>
    public SeriesExtra? Fold<TSink>(ref SeriesState state, EpochTable epochs, string platform, ref TSink sink)
        where TSink : struct, ISeriesSink
    {
        SeriesFlags flags = state.Flags & ~(SeriesFlags.HasExtra | SeriesFlags.Late);
        state = SeriesState.Empty;
        state.Flags = flags;
        SeriesExtra? extra = null;
        for (int i = 0; i < instants.Count; i++)
        {
            SixLongs reading = values[i];
            SeriesRules.Follow(ref state, ref extra, instants[i], in reading, epochs.Broken(platform, state.At, instants[i]), ref sink);
        }

        return extra;
    }

    private static (SixLongs Merged, AddOutcome Outcome) Merge(in SixLongs known, in SixLongs arrived)
    {
        SixLongs merged = known;
        AddOutcome outcome = AddOutcome.Duplicate;
        for (int counter = 0; counter < Counters.Count; counter++)
        {
            long value = arrived[counter];
            if (value == Counters.Absent || value == known[counter])
                continue;
            if (known[counter] != Counters.Absent)
                outcome = AddOutcome.Conflict;
            else if (outcome == AddOutcome.Duplicate)
                outcome = AddOutcome.Completed;
            merged[counter] = Math.Max(value, known[counter]);
        }

        return (merged, outcome);
    }
}
