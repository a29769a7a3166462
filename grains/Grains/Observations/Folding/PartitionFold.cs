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
    public long Readings { get; private set; }

    /// <summary>Readings dropped because they were known.</summary>
    public long Duplicates { get; set; }

    /// <summary>Readings whose instant was known with another value.</summary>
    public long Conflicts { get; set; }

    /// <summary>Quarantined rows.</summary>
    public long Quarantined { get; set; }

    /// <summary>Catalogued MVs.</summary>
    public long Mvs { get; private set; }

    /// <summary>(MV, platform) rows.</summary>
    public long PlatformRows { get; private set; }

    /// <summary>Distinct readings of MVs that are not in the catalogue.</summary>
    public long UncataloguedReadings { get; private set; }

    /// <summary>The definition epochs declared, in the log's order; of two by one id the first stands.</summary>
    public List<DefinitionEpoch> Epochs { get; } = [];

    /// <summary>The row of an MV; null where nothing is known of it.</summary>
    public MvRow? Find(string mv) => rows.GetValueOrDefault(mv);

    /// <summary>Folds the event at the offset after <see cref="Cursor"/>.</summary>
    public void Apply(LogEvent logEvent)
    {
        switch (logEvent)
        {
            case LogEvent.CountersObserved observed:
                (long duplicates, long conflicts) = (Duplicates, Conflicts);
                foreach (Reading reading in observed.Readings)
                    Add(reading);
                Batches.Add(observed.Batch, observed.Readings.Count, (int)(Duplicates - duplicates), (int)(Conflicts - conflicts), 0);
                break;

            case LogEvent.RowsQuarantined quarantined:
                Quarantined += quarantined.Rows.Count;
                Batches.Add(quarantined.Batch, 0, 0, 0, quarantined.Rows.Count);
                break;

            case LogEvent.MvRecorded recorded:
                MvRow row = Row(recorded.Record.Entry.Id);
                if (row.Facts is null || row.Facts.Version < recorded.Record.Version)
                    Catalogue(row, MvFacts.Of(recorded.Record));
                break;

            case LogEvent.EpochDeclared declared:
                if (Epochs.TrueForAll(known => known.Id != declared.Epoch.Id))
                    Epochs.Add(declared.Epoch);
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

    /// <summary>Gives an MV its dimensions, the first or newer ones.</summary>
    public void Catalogue(MvRow row, MvFacts facts)
    {
        if (row.Facts is null)
        {
            Mvs++;
            UncataloguedReadings -= row.Readings;
        }

        row.Facts = facts;
    }

    /// <summary>Adds a reading to its series, both made where there is none.</summary>
    public AddOutcome Add(MvRow row, string platform, string source, StoredReading reading)
    {
        int platforms = row.Platforms.Count;
        AddOutcome outcome = row.Platform(platform).Series(source, precedence).Add(reading);
        PlatformRows += row.Platforms.Count - platforms;
        if (outcome == AddOutcome.Added)
        {
            row.Readings++;
            Readings++;
            UncataloguedReadings += row.Facts is null ? 1 : 0;
        }

        return outcome;
    }

    private void Add(Reading reading)
    {
        AddOutcome outcome = Add(Row(reading.Mv), reading.Platform, reading.Source, new(reading.ObservedAt.UtcTicks, reading.Counters));
        Conflicts += outcome == AddOutcome.Conflict ? 1 : 0;
        Duplicates += outcome == AddOutcome.Duplicate ? 1 : 0;
    }
}
