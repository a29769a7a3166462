using MediaAnalytics.Contracts.Catalogue;
using MediaAnalytics.Contracts.Dissemination;
using MediaAnalytics.Contracts.Genre;
using MediaAnalytics.Contracts.Observations;
using MediaAnalytics.Grains.Dissemination;
using MediaAnalytics.Grains.Observations.Folding;
using MediaAnalytics.Storage.EventLog;
using MediaAnalytics.Storage.Facts;

namespace MediaAnalytics.Tests.Unit.Folding;

/// <summary>A fold with its log in memory: the entries up to <see cref="Commit"/> serve as facts, those after it as tail.</summary>
internal sealed class FoldRig(params string[] precedence)
{
    public static readonly DateTimeOffset Now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
    private readonly List<LogEntry> log = [];
    private int committed;

    public PartitionFold Fold { get; private set; } = new(new(precedence));

    public IReadOnlyList<LogEntry> Log => log;

    /// <summary>How many entries serve as facts.</summary>
    public int Committed => committed;

    public static LogEvent.MvRecorded Recorded(string mv, long version, string? genre, bool story, bool withdrawn = false) => new(new MvRecord
    {
        Entry = new() { Id = mv, Title = mv, DeclaredGenre = genre, Story = new() { HasStory = story } },
        Version = version,
        Posterior = version == 3 ? new GenrePosterior("m", ["jazz", "rock"], [600_000, 400_000]) : null,
        WithdrawnAt = withdrawn ? Now : null,
    });

    public static Reading Reading(string mv, string platform, string source, DateTimeOffset at, Counters counters) =>
        new() { Mv = mv, Platform = platform, Source = source, ObservedAt = at, Counters = counters };

    public static LogEvent.CountersObserved Observed(params Reading[] readings) =>
        new(new BatchHeader(new Guid(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11), Now, readings.Length, 0), readings);

    public static LogEvent.CountersObserved Observed(string mv, string platform, string source, DateTimeOffset at, Counters counters) =>
        Observed(Reading(mv, platform, source, at, counters));

    public static LogEvent.EpochDeclared Declared(int id, string platform, DateTimeOffset at, params Counter[] counters) => new(new DefinitionEpoch
    {
        Id = new Guid(id, 0, 0, new byte[8]),
        Platform = platform,
        Counters = counters,
        At = at,
        DeclaredAt = Now,
    });

    public FoldRig Apply(params IEnumerable<LogEvent> events)
    {
        foreach (LogEvent logEvent in events)
        {
            log.Add(new(log.Count + 1, LogEventCodec.Encode(logEvent)));
            Fold.Apply(log[^1]);
        }

        Settle();
        return this;
    }

    /// <summary>From here on, what was folded serves as facts.</summary>
    public void Commit() => committed = log.Count;

    /// <summary>Goes on from a snapshot of this moment.</summary>
    public void Restart() => Fold = Reopened(Snapshot(), precedence);

    public byte[] Snapshot()
    {
        using var memory = new MemoryStream();
        FoldSnapshot.Write(Fold, memory);
        return memory.ToArray();
    }

    public static PartitionFold Reopened(byte[] snapshot, params string[] precedence)
    {
        SnapshotReader.Check(new MemoryStream(snapshot));
        return FoldSnapshot.Read(new MemoryStream(snapshot), new(precedence));
    }

    /// <summary>The same log, folded at once.</summary>
    public PartitionFold Rebuilt()
    {
        var rig = new FoldRig(precedence);
        rig.log.AddRange(log);
        foreach (LogEntry entry in log)
            rig.Fold.Apply(in entry);
        rig.Settle();
        return rig.Fold;
    }

    public CellSums Total() => Ask().Total;

    public DisseminationAnswer Ask(params Dimension[] by)
    {
        (Cell[] cells, Overview overview, _) = CellTableBuilder.Build(Fold, Now);
        return CellQuery.Answer(new(by, []), [new CellTable(0, 1, 1, Fold.Cursor, Now, cells, overview)], 1);
    }

    private void Settle()
    {
        while (!Fold.Late.IsEmpty)
        {
            HashSet<int> group = Fold.Late.Some(100);
            HashSet<SeriesKey> wanted = [.. group.Select(Fold.KeyOf)];
            Fold.Put(Fold.Refold(group, Facts().Where(reading => wanted.Contains(reading.Series)).ToList(), log.Skip(committed)));
        }
    }

    private IEnumerable<FactReading> Facts() => log.Take(committed).SelectMany(entry => LogEventCodec.Decode(entry.Payload) is LogEvent.CountersObserved observed
        ? observed.Readings.Select((reading, i) => new FactReading(
            new(reading.Mv, reading.Platform, reading.Source), reading.ObservedAt.UtcTicks, reading.Counters, entry.Offset, i, observed.Batch.Id, 0))
        : []);
}
