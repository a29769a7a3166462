using System.Collections;
using MediaAnalytics.Contracts.Auditing;
using MediaAnalytics.Contracts.Observations;
using MediaAnalytics.Grains.Observations.Folding;
using MediaAnalytics.Storage.Facts;

namespace MediaAnalytics.Grains.Observations.Auditing;

/// <summary>Compares the series of a fold with their readings, folded again. One thread at a time.</summary>
/// <param name="memory">The fold, which nobody changes meanwhile.</param>
/// <param name="epochs">The declared breaks, from the facts.</param>
/// <param name="findings">Takes what differs.</param>
internal sealed class SeriesAudit(PartitionFold memory, EpochTable epochs, FindingList findings)
{
    private readonly BitArray seen = new(memory.Series.Rows.Count);
    private readonly long[] recentOf = Marks(memory);
    private readonly int[] readingsOf = new int[memory.Mvs.Count];
    private readonly HashSet<int> listed = [];
    private readonly Dictionary<int, int> listedOf = [];
    private int listedMv = -1;

    /// <summary>Series compared.</summary>
    public long Compared { get; private set; }

    /// <summary>Folds a series again from all its readings, and compares.</summary>
    public void Check(SeriesKey key, SeriesHistory history)
    {
        Compared++;
        int mv = memory.Mvs.Find(key.Mv);
        int place = mv < 0 ? -1 : memory.Series.Find(mv, memory.Names.Find(key.Platform), memory.Names.Find(key.Source));
        if (place < 0)
        {
            findings.Add(Of("series.missing", key, $"the facts have {history.Count} readings, memory does not know the series", facts: history.Count));
            return;
        }

        seen[place] = true;
        readingsOf[mv] += history.Count;
        SeriesState expected = new() { Flags = Siblings(key, place) };
        var sink = new SegmentSink(memory.Recent.Floor);
        SeriesExtra? extra = history.Fold(ref expected, epochs, key.Platform, ref sink);
        sink.Close();
        if (sink.Recent != recentOf[place])
            findings.Add(Of("series.windows", key, "the changes that memory keeps for the windows of the last hour and day are not those that the facts give"));
        Compare(key, in expected, extra, in memory.Series[place].State, Extra(place), in sink);
    }

    /// <summary>After the last series: those that only memory has, and the sums over series.</summary>
    public void End(FoldCounts counted)
    {
        long readings = 0;
        for (int place = 0; place < seen.Count; place++)
        {
            readings += memory.Series[place].State.Readings;
            if (!seen[place])
            {
                int known = memory.Series[place].State.Readings;
                findings.Add(Of("series.unknown", memory.KeyOf(place), $"memory has {known} readings, the facts have none", memory: known));
            }
        }

        long uncatalogued = 0;
        for (int mv = 0; mv < readingsOf.Length; mv++)
        {
            uncatalogued += memory.Mvs[mv].Dimensions < 0 ? readingsOf[mv] : 0;
            if (readingsOf[mv] != memory.Mvs[mv].Readings)
                AddReadings(memory.Mvs.Id(mv), readingsOf[mv], memory.Mvs[mv].Readings);
        }

        findings.Compare("readings in", counted.ReadingsIn, memory.Counts.ReadingsIn);
        findings.Compare("added", counted.Added, memory.Counts.Added);
        findings.Compare("completed", counted.Completed, memory.Counts.Completed);
        findings.Compare("conflicts", counted.Conflicts, memory.Counts.Conflicts);
        findings.Compare("duplicates", counted.Duplicates, memory.Counts.Duplicates);
        findings.Compare("readings of all series", counted.Added, readings);
        findings.Compare("uncatalogued readings", uncatalogued, memory.Counts.Uncatalogued);
    }

    /// <summary>The rarities that memory has of a series, which may lack what its flag promises.</summary>
    private SeriesExtra? Extra(int place) =>
        (memory.Series[place].State.Flags & SeriesFlags.HasExtra) == 0 ? null : memory.Series.Extras.GetValueOrDefault(place);

    private void AddReadings(string mv, int given, int held) => findings.Add(new(
        "mv.readings", $"MV '{mv}': the facts give {given} readings, memory says {held}", mv, Figure: "readings", Facts: given, Memory: held));

    private void Compare(
        SeriesKey key, ref readonly SeriesState facts, SeriesExtra? factsExtra, ref readonly SeriesState held, SeriesExtra? heldExtra, in SegmentSink sink)
    {
        long before = findings.Count;
        Figure(key, null, "newest instant", facts.At, held.At);
        Figure(key, null, "readings", facts.Readings, held.Readings);
        Figure(key, null, "corrections", facts.Corrections, held.Corrections);
        for (int counter = 0; counter < Counters.Count; counter++)
        {
            Figure(key, counter, "net", sink.Last(counter), held.Last[counter]);
            Figure(key, counter, "gross", sink.Gross(counter), held.Gross[counter]);
            if (sink.Deltas[counter] != sink.Spans[counter])
            {
                string sums = $"the deltas add up to {sink.Deltas[counter]}, the segments to {sink.Spans[counter]}";
                findings.Add(Of("series.deltas", key, sums, counter, "deltas", sink.Spans[counter], sink.Deltas[counter]));
            }
        }

        if (before == findings.Count && !(Same(in facts, in held) && Same(factsExtra, heldExtra)))
            findings.Add(Of("series.state", key, "its totals agree, but not what memory keeps to judge the next reading by"));
    }

    private void Figure(SeriesKey key, int? counter, string figure, long facts, long held)
    {
        if (facts != held)
            findings.Add(Of("series.figure", key, $"the facts give {Shown(facts)}, memory says {Shown(held)}", counter, figure, facts, held));
    }

    /// <summary>The sums of the marks of the deltas that memory keeps, by series.</summary>
    private static long[] Marks(PartitionFold memory)
    {
        var marks = new long[memory.Series.Rows.Count];
        for (int i = 0; i < memory.Recent.Rows.Count; i++)
        {
            ref RecentDelta delta = ref memory.Recent.Rows[i];
            for (int counter = 0; counter < Counters.Count && delta.Series >= 0 && delta.Series < marks.Length; counter++)
                marks[delta.Series] += delta.Deltas[counter] == 0 ? 0 : SegmentSink.Mark(delta.At, counter, delta.Deltas[counter]);
        }

        return marks;
    }

    /// <summary>The flag of a series that has siblings, by the MV's list of series.</summary>
    private SeriesFlags Siblings(SeriesKey key, int place)
    {
        ref SeriesRow row = ref memory.Series[place];
        if (listedMv != row.Mv)
            List(row.Mv);
        bool known = listed.Contains(place);
        if (!known)
            findings.Add(Of("series.missing", key, "memory does not list the series among its MV's"));
        return listedOf.GetValueOrDefault(row.Platform) > (known ? 1 : 0) ? SeriesFlags.HasSibling : SeriesFlags.None;
    }

    /// <summary>Walks an MV's list once for all its series, which come one after another; a list that was damaged may not end.</summary>
    private void List(int mv)
    {
        listedMv = mv;
        listed.Clear();
        listedOf.Clear();
        for (int series = memory.Mvs[mv].FirstSeries; series >= 0 && listed.Add(series); series = memory.Series[series].Next)
            listedOf[memory.Series[series].Platform] = listedOf.GetValueOrDefault(memory.Series[series].Platform) + 1;
    }

    private static AuditFinding Of(
        string code, SeriesKey key, string what, int? counter = null, string? figure = null, long? facts = null, long? memory = null)
    {
        string? name = counter is { } place ? ((Counter)place).ToString().ToLowerInvariant() : null;
        string of = string.Join(' ', new[] { figure, name }.OfType<string>());
        string where = $"MV '{key.Mv}' on {key.Platform} by {key.Source}{(of.Length > 0 ? $", {of}" : "")}: {what}";
        return new(code, where, key.Mv, key.Platform, key.Source, name, figure, facts, memory);
    }

    private static string Shown(long value) => value == Counters.Absent ? "nothing" : $"{value}";

    private static bool Same(ref readonly SeriesState a, ref readonly SeriesState b) =>
        (a.Newest, a.Held, a.Broken, a.Flags) == (b.Newest, b.Held, b.Broken, b.Flags)
        && Same(in a.Last, in b.Last) && Same(in a.Before, in b.Before) && Same(in a.Earlier, in b.Earlier);

    private static bool Same(SeriesExtra? a, SeriesExtra? b) => a is null || b is null
        ? a == b
        : Same(in a.HeldAt, in b.HeldAt) && Same(in a.HeldValue, in b.HeldValue);

    private static bool Same(ref readonly SixLongs a, ref readonly SixLongs b) => ((ReadOnlySpan<long>)a).SequenceEqual(b);
}
