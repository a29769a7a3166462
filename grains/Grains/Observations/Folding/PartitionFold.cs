using MediaAnalytics.Contracts.Observations;

namespace MediaAnalytics.Grains.Observations.Folding;

/// <summary>
/// The state that a partition derives from its log: a pure function of the entries in order, so a replay from any snapshot ends in the same state.
/// One thread at a time.
/// </summary>
internal sealed class PartitionFold(SourcePrecedence precedence)
{
    private readonly Dictionary<string, MvRow> rows = new(StringComparer.Ordinal);

    /// <summary>Newest log offset folded; 0 where none.</summary>
    public long Cursor { get; set; }

    /// <summary>Every MV with a record or a reading.</summary>
    public IReadOnlyCollection<MvRow> Rows => rows.Values;

    /// <summary>What was folded of each batch.</summary>
    public BatchLedger Batches { get; } = new();

    /// <summary>Distinct readings kept.</summary>
    public long Readings { get; set; }

    /// <summary>Readings dropped because they were known.</summary>
    public long Duplicates { get; set; }

    /// <summary>Readings whose instant was known with another value.</summary>
    public long Conflicts { get; set; }

    /// <summary>Quarantined rows.</summary>
    public long Quarantined { get; set; }

    /// <summary>The row of an MV; null where nothing is known of it.</summary>
    public MvRow? Find(string mv) => rows.GetValueOrDefault(mv);

    /// <summary>Folds the event at the offset after <see cref="Cursor"/>.</summary>
    public void Apply(LogEvent logEvent)
    {
        switch (logEvent)
        {
            case LogEvent.CountersObserved observed:
                int duplicates = 0;
                foreach (Reading reading in observed.Readings)
                    duplicates += Add(reading) ? 0 : 1;
                Batches.Add(observed.Batch, observed.Readings.Count, duplicates, 0);
                break;

            case LogEvent.RowsQuarantined quarantined:
                Quarantined += quarantined.Rows.Count;
                Batches.Add(quarantined.Batch, 0, 0, quarantined.Rows.Count);
                break;

            case LogEvent.MvRecorded recorded:
                MvRow row = Row(recorded.Record.Entry.Id);
                if (row.Facts is null || row.Facts.Version < recorded.Record.Version)
                    row.Facts = MvFacts.Of(recorded.Record);
                break;
        }

        Cursor++;
    }

    /// <summary>The row of an MV, made where there is none.</summary>
    public MvRow Row(string mv)
    {
        if (!rows.TryGetValue(mv, out MvRow? row))
            rows.Add(mv, row = new(mv));
        return row;
    }

    /// <summary>The series of a reading, made where there is none.</summary>
    public SourceSeries Series(MvRow row, string platform, string source) => row.Platform(platform).Series(source, precedence);

    private bool Add(Reading reading)
    {
        MvRow row = Row(reading.Mv);
        AddOutcome outcome = Series(row, reading.Platform, reading.Source).Add(new(reading.ObservedAt.UtcTicks, reading.Counters));
        switch (outcome)
        {
            case AddOutcome.Duplicate:
                Duplicates++;
                return false;
            case AddOutcome.Conflict:
                Conflicts++;
                return true;
            case AddOutcome.Added:
                Readings++;
                row.Readings++;
                return true;
            default:
                return true;
        }
    }
}
