using System.Runtime.InteropServices;
using MediaAnalytics.Contracts.Observations;

namespace MediaAnalytics.Grains.Observations.Folding;

/// <summary>
/// Every reading that one source gave of one MV on one platform, ordered by observation, and its running totals: per counter the newest value (net), the
/// first value plus every rise (gross), and the number of falls. One thread at a time.
/// </summary>
internal sealed class SourceSeries(string source)
{
    private readonly List<StoredReading> readings = [];
    private Counters net = Counters.None;
    private Counters gross = Counters.None;

    /// <summary>Who reports.</summary>
    public string Source { get; } = source;

    /// <summary>Newest value of each counter; absent where never reported.</summary>
    public Counters Net => net;

    /// <summary>First value plus every rise of each counter; absent where never reported.</summary>
    public Counters Gross => gross;

    /// <summary>How often a counter fell.</summary>
    public int Corrections { get; private set; }

    /// <summary>The readings, oldest first.</summary>
    public ReadOnlySpan<StoredReading> Readings => CollectionsMarshal.AsSpan(readings);

    /// <summary>UTC ticks of the newest reading; 0 where there is none.</summary>
    public long NewestAt => readings.Count == 0 ? 0 : readings[^1].At;

    /// <summary>Adds a reading in its place by <see cref="StoredReading.At"/>, whenever it arrives.</summary>
    public AddOutcome Add(StoredReading reading)
    {
        if (reading.At > NewestAt)
        {
            readings.Add(reading);
            Follow(reading.Counters);
            return AddOutcome.Added;
        }

        int found = Find(reading.At);
        AddOutcome outcome = AddOutcome.Added;
        if (found < 0)
        {
            readings.Insert(~found, reading);
        }
        else
        {
            (Counters merged, outcome) = Merge(readings[found].Counters, reading.Counters);
            if (merged == readings[found].Counters)
                return outcome;
            readings[found] = new(reading.At, merged);
        }

        Refold();
        return outcome;
    }

    /// <summary>Rises and falls of one counter whose later reading lies in (<paramref name="from"/>, <paramref name="to"/>], in UTC ticks.</summary>
    public (long Rises, long Falls) Delta(Counter counter, long from, long to)
    {
        long rises = 0, falls = 0, later = Counters.Absent;
        bool laterInside = false;
        for (int i = readings.Count - 1; i >= 0; i--)
        {
            long at = readings[i].At;
            long value = readings[i].Counters[counter];
            if (value == Counters.Absent)
            {
                if (at <= from && !laterInside)
                    break;
                continue;
            }

            if (laterInside)
            {
                long delta = later - value;
                if (delta >= 0) rises += delta;
                else falls -= delta;
            }

            if (at <= from)
                break;
            later = value;
            laterInside = at <= to;
        }

        return (rises, falls);
    }

    private int Find(long at)
    {
        int low = 0, high = readings.Count - 1;
        while (low <= high)
        {
            int middle = (low + high) >>> 1;
            long found = readings[middle].At;
            if (found == at)
                return middle;
            if (found < at) low = middle + 1;
            else high = middle - 1;
        }

        return ~low;
    }

    private static (Counters Merged, AddOutcome Outcome) Merge(Counters known, Counters arrived)
    {
        Counters merged = known;
        AddOutcome outcome = AddOutcome.Duplicate;
        for (Counter counter = 0; (int)counter < Counters.Count; counter++)
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

    private void Refold()
    {
        net = gross = Counters.None;
        Corrections = 0;
        foreach (StoredReading reading in Readings)
            Follow(reading.Counters);
    }

    private void Follow(Counters values)
    {
        for (Counter counter = 0; (int)counter < Counters.Count; counter++)
        {
            long value = values[counter];
            if (value == Counters.Absent)
                continue;
            long before = net[counter];
            if (before == Counters.Absent) gross[counter] = value;
            else if (value > before) gross[counter] += value - before;
            else if (value < before) Corrections++;
            net[counter] = value;
        }
    }
}
