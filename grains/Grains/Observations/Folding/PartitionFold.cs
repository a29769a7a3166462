using System.Text;
using MediaAnalytics.Contracts.Catalogue;
using MediaAnalytics.Contracts.Observations;
using MediaAnalytics.Storage.EventLog;
using MediaAnalytics.Storage.Facts;

namespace MediaAnalytics.Grains.Observations.Folding;

/// <summary>
/// The state that a partition derives from its log: a function of the entries in order, so a replay from any snapshot ends in the same state. A reading that
/// is newer than its series folds at once; any other marks its series <see cref="Late"/>, which <see cref="Refold"/> folds again from its whole history.
/// One thread at a time.
/// </summary>
internal sealed class PartitionFold
{
    private readonly ReadingBlock block = new();
    private readonly BlockSeries places;

    public PartitionFold(SourcePrecedence precedence, int recentCapacity = RecentDeltas.DefaultCapacity)
    {
        Precedence = precedence;
        Series = new(Mvs);
        places = new(block, Mvs, Names, Series);
        Late = new(Series.Rows);
        Recent = new(recentCapacity);
    }

    /// <summary>Which source counts.</summary>
    public SourcePrecedence Precedence { get; }

    /// <summary>Newest log offset folded; 0 where none.</summary>
    public long Cursor { get; set; }

    /// <summary>Every MV with a record or a reading.</summary>
    public MvTable Mvs { get; } = new();

    /// <summary>Every series.</summary>
    public SeriesTable Series { get; }

    /// <summary>Names of platforms and sources.</summary>
    public NameTable Names { get; } = new();

    /// <summary>Dimensions of the catalogued MVs.</summary>
    public DimensionTable Dimensions { get; } = new();

    /// <summary>Declared breaks of definition.</summary>
    public EpochTable Epochs { get; } = new();

    /// <summary>What the windows are made of.</summary>
    public RecentDeltas Recent { get; }

    /// <summary>Series that are to be folded again before the state is whole.</summary>
    public LateSeriesSet Late { get; }

    /// <summary>What was folded of each batch.</summary>
    public BatchLedger Batches { get; } = new();

    /// <summary>What was counted.</summary>
    public FoldCounts Counts { get; } = new();

    /// <summary>Folds the next log entry.</summary>
    /// <exception cref="InvalidDataException">The entry can't be decoded.</exception>
    public void Apply(in LogEntry entry)
    {
        if (block.TryDecode(entry.Payload))
            FoldReadings(entry.Offset);
        else
            Apply(entry.Offset, LogEventCodec.Decode(entry.Payload));
        Cursor = entry.Offset;
    }

    /// <summary>The name of a series.</summary>
    public SeriesKey KeyOf(int series)
    {
        ref SeriesRow row = ref Series[series];
        return new(Mvs.Id(row.Mv), Names[row.Platform], Names[row.Source]);
    }

    /// <summary>Folds some late series again, and leaves the fold as it is: any thread may, while nobody changes it.</summary>
    /// <param name="group">Which.</param>
    /// <param name="facts">Their readings in the facts.</param>
    /// <param name="tail">The log entries after the facts, up to <see cref="Cursor"/>.</param>
    public Refolded Refold(IReadOnlySet<int> group, IEnumerable<FactReading> facts, IEnumerable<LogEntry> tail)
    {
        Dictionary<int, List<SeriesReading>> readings = group.ToDictionary(series => series, _ => new List<SeriesReading>());
        Dictionary<SeriesKey, int> places = group.ToDictionary(KeyOf);
        foreach (FactReading reading in facts)
            readings[places[reading.Series]].Add(new(reading.At, reading.Counters, null));
        foreach (LogEntry entry in tail)
            AddHistory(entry, readings);

        var refolded = new Refolded(Recent.Floor);
        foreach ((int series, List<SeriesReading> known) in readings)
            refolded.Add(series, Series[series].State, Names[Series[series].Platform], Epochs, known.Concat(Late[series].Readings));
        return refolded;
    }

    /// <summary>Puts late series that were folded again in their places: they are late no longer.</summary>
    public void Put(Refolded refolded)
    {
        Recent.Remove(refolded.Series.Select(one => one.Series).ToHashSet());
        for (int i = 0; i < refolded.Deltas.Rows.Count; i++)
            Recent.Add(in refolded.Deltas.Rows[i]);
        foreach ((BatchHeader batch, FoldCounts counts) in refolded.Late)
        {
            Counts.Add(counts);
            Batches.Add(batch, (int)counts.Outcomes, (int)counts.Duplicates, (int)counts.Conflicts, 0);
        }

        foreach ((int series, SeriesState state, SeriesExtra? extra) in refolded.Series)
        {
            ref SeriesRow row = ref Series[series];
            CountReadings(row.Mv, state.Readings - row.State.Readings);
            row.State = state;
            if (extra is null) Series.Extras.Remove(series);
            else Series.Extras[series] = extra;
            Late.Done(series);
        }
    }

    private void AddHistory(in LogEntry entry, Dictionary<int, List<SeriesReading>> readings)
    {
        if (!block.TryDecode(entry.Payload))
            return;

        places.Begin();
        for (int i = 0; i < block.Count; i++)
        {
            int series = places.Of(i);
            if (readings.TryGetValue(series, out List<SeriesReading>? known) && new LogPlace(entry.Offset, i) < Late[series].First)
                known.Add(new(block.At[i], Values(i), null));
        }
    }

    private void FoldReadings(long offset)
    {
        places.Begin();
        Counts.ReadingsIn += block.Count;
        int folded = 0, duplicates = 0;
        for (int i = 0; i < block.Count; i++)
        {
            int series = places.Of(i);
            ref SeriesRow row = ref Series[series];
            long at = block.At[i];
            SixLongs values = Values(i);
            if ((row.State.Flags & SeriesFlags.Late) == 0 && at > row.State.At)
            {
                Follow(series, ref row, at, in values);
                folded++;
            }
            else if ((row.State.Flags & SeriesFlags.Late) == 0 && at == row.State.At && Repeats(series, in row.State, in values))
            {
                Counts.Add(AddOutcome.Duplicate);
                duplicates++;
                folded++;
            }
            else
            {
                Late.Mark(series, new(offset, i));
                Late.Add(series, at, in values, block.Batch);
            }
        }

        Batches.Add(block.Batch, folded, duplicates, 0, 0);
    }

    private void Follow(int series, ref SeriesRow row, long at, in SixLongs values)
    {
        int broken = Epochs.Declared.Count == 0 ? 0 : Epochs.Broken(Names[row.Platform], row.State.At, at);
        SeriesExtra? extra = Series.Extra(series, in row.State), before = extra;
        var sink = new DeltaSink(Recent, series);
        SeriesRules.Follow(ref row.State, ref extra, at, in values, broken, ref sink);
        sink.Flush();
        if (extra != before)
            Series.Extras.Add(series, extra!);
        Counts.Add(AddOutcome.Added);
        CountReadings(row.Mv, 1);
    }

    private bool Repeats(int series, in SeriesState state, in SixLongs values)
    {
        SeriesExtra? extra = Series.Extra(series, in state);
        for (int counter = 0; counter < Counters.Count; counter++)
        {
            if (values[counter] != Counters.Absent && values[counter] != SeriesRules.Reported(in state, extra, counter))
                return false;
        }

        return true;
    }

    private void Apply(long offset, LogEvent logEvent)
    {
        switch (logEvent)
        {
            case LogEvent.RowsQuarantined quarantined:
                Counts.Quarantined += quarantined.Rows.Count;
                Batches.Add(quarantined.Batch, 0, 0, 0, quarantined.Rows.Count);
                break;

            case LogEvent.MvRecorded recorded:
                int place = Mvs.Place(Encoding.UTF8.GetBytes(recorded.Record.Entry.Id));
                if (Mvs[place].Version < recorded.Record.Version)
                    Catalogue(place, recorded.Record);
                break;

            case LogEvent.EpochDeclared declared:
                if (Epochs.Add(declared.Epoch))
                    Break(declared.Epoch, offset);
                break;
        }
    }

    private void Catalogue(int place, MvRecord record)
    {
        ref MvEntry mv = ref Mvs[place];
        bool was = mv.Dimensions >= 0;
        mv.Version = record.Version;
        mv.Stage = (int)record.Stage;
        mv.Dimensions = record.WithdrawnAt is null ? Dimensions.Place(DimensionTable.Of(record)) : -1;
        Mvs.SetTitle(place, Encoding.UTF8.GetBytes(record.Entry.Title));
        if (was != mv.Dimensions >= 0)
            Counts.Catalogued(was ? -1 : 1, mv.Readings);
    }

    /// <summary>An epoch among readings that were folded: their series are folded again.</summary>
    private void Break(DefinitionEpoch epoch, long offset)
    {
        int platform = Names.Find(epoch.Platform);
        for (int series = 0; platform >= 0 && series < Series.Rows.Count; series++)
        {
            if (Series[series].Platform == platform && Series[series].State.At >= epoch.At.UtcTicks)
                Late.Mark(series, new(offset, 0));
        }
    }

    private void CountReadings(int mv, int more)
    {
        ref MvEntry entry = ref Mvs[mv];
        entry.Readings += more;
        Counts.Distinct(more, entry.Dimensions >= 0);
    }

    private SixLongs Values(int reading)
    {
        SixLongs values = default;
        block.Values.AsSpan(reading * Counters.Count, Counters.Count).CopyTo(values);
        return values;
    }
}
