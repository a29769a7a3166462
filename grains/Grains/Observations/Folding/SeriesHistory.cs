using MediaAnalytics.Contracts.Observations;

namespace MediaAnalytics.Grains.Observations.Folding;

/// <summary>
/// A series' readings, each instant once, in order of observation. They lie in pages, so that a reading that comes late moves few others. One thread at a time.
/// </summary>
internal sealed class SeriesHistory
{
    private const int PageLength = 512;

    private readonly List<(List<long> Instants, List<SixLongs> Values)> pages = [([], [])];

    /// <summary>The first instant that belongs in each page.</summary>
    private readonly List<long> starts = [long.MinValue];

    /// <summary>Distinct instants.</summary>
    public int Count { get; private set; }

    /// <summary>UTC ticks of the newest reading; 0 where there is none.</summary>
    public long NewestAt { get; private set; }

    /// <summary>Puts a reading in its place; at a known instant the larger value of each counter stands.</summary>
    public AddOutcome Add(long at, in SixLongs reading)
    {
        int page = PageOf(at);
        (List<long> instants, List<SixLongs> values) = pages[page];
        int found = at > NewestAt ? ~instants.Count : instants.BinarySearch(at);
        if (found >= 0)
        {
            (values[found], AddOutcome outcome) = Merge(values[found], reading);
            return outcome;
        }

        if (instants.Count == PageLength)
        {
            Split(page, at);
            return Add(at, in reading);
        }

        instants.Insert(~found, at);
        values.Insert(~found, reading);
        NewestAt = Math.Max(NewestAt, at);
        Count++;
        return AddOutcome.Added;
    }

    /// <summary>The values that stand at an instant; null where it is not known.</summary>
    public SixLongs? Find(long at)
    {
        (List<long> instants, List<SixLongs> values) = pages[PageOf(at)];
        int place = instants.BinarySearch(at);
        return place >= 0 ? values[place] : null;
    }

    /// <summary>The readings from an instant on, in order. None may be added meanwhile.</summary>
    public IEnumerable<(long At, SixLongs Values)> From(long at)
    {
        int page = PageOf(at), found = pages[page].Instants.BinarySearch(at);
        for (int place = found >= 0 ? found : ~found; page < pages.Count; page++, place = 0)
        {
            (List<long> instants, List<SixLongs> values) = pages[page];
            for (; place < instants.Count; place++)
                yield return (instants[place], values[place]);
        }
    }

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
        foreach ((List<long> instants, List<SixLongs> values) in pages)
        {
            for (int i = 0; i < instants.Count; i++)
            {
                SixLongs reading = values[i];
                SeriesRules.Follow(ref state, ref extra, instants[i], in reading, epochs.Broken(platform, state.At, instants[i]), ref sink);
            }
        }

        return extra;
    }

    private int PageOf(long at) => at >= starts[^1] ? starts.Count - 1 : starts.BinarySearch(at) is var found && found >= 0 ? found : ~found - 1;

    /// <summary>Makes two pages of a full one; the second is empty where the reading that needs the room is the newest.</summary>
    private void Split(int page, long at)
    {
        (List<long> instants, List<SixLongs> values) = pages[page];
        int kept = at > NewestAt ? PageLength : PageLength / 2;
        starts.Insert(page + 1, at > NewestAt ? at : instants[kept]);
        pages.Insert(page + 1, (instants[kept..], values[kept..]));
        instants.RemoveRange(kept, PageLength - kept);
        values.RemoveRange(kept, PageLength - kept);
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
