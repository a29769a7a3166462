using CsCheck;
using MediaAnalytics.Contracts.Catalogue;
using MediaAnalytics.Contracts.Observations;
using MediaAnalytics.Storage.EventLog;

namespace MediaAnalytics.Tests.Unit.Storage.Facts;

/// <summary>Random log events whose few ids are as awkward as ids can be.</summary>
internal static class FactsGen
{
    /// <summary>Ids with quotes, every length of UTF-8, what sorts differently as UTF-16, nothing, and 200 characters.</summary>
    public static readonly string[] Ids =
        ["mv", "a'b\"c; DROP TABLE entry; --", "愛", "\uFFFD", "😀", "é", "e\u0301", "", " ", "%_*", "$1", new string('ü', 200), "MV"];

    private static readonly Gen<string> GenId = Gen.Int[0, Ids.Length - 1].Select(static i => Ids[i]);

    private static readonly Gen<DateTimeOffset> GenTime = Gen.Frequency(
        (5, Gen.Long[0, 50]), (1, Gen.Long[0, DateTime.MaxValue.Ticks])).Select(static t => new DateTimeOffset(t, TimeSpan.Zero));

    private static readonly Gen<BatchHeader> GenBatch =
        Gen.Select(Gen.Guid, GenTime, Gen.Int[0, int.MaxValue], Gen.Int[0, int.MaxValue], static (id, at, a, q) => new BatchHeader(id, at, a, q));

    private static readonly Gen<long> GenCounter =
        Gen.Frequency((2, Gen.Const(Counters.Absent)), (2, Gen.Long[0, 10]), (1, Gen.Long[0, long.MaxValue]));

    private static readonly Gen<Reading> GenReading = Gen.Select(
        Gen.Select(GenId, GenId, GenId, GenTime),
        Gen.Select(GenCounter, GenCounter, GenCounter, GenCounter, GenCounter, GenCounter),
        static (id, c) => new Reading
        {
            Mv = id.Item1,
            Platform = id.Item2,
            Source = id.Item3,
            ObservedAt = id.Item4,
            Counters = new Counters(c.Item1, c.Item2, c.Item3, c.Item4, c.Item5, c.Item6),
        });

    private static readonly Gen<QuarantinedRow> GenRow =
        Gen.Select(Gen.Long, GenId, GenId, GenId, GenId, static (l, c, v, k, r) => new QuarantinedRow(l, c, v, k, r));

    private static readonly Gen<LogEvent> GenEvent = Gen.Frequency<LogEvent>(
        (6, Gen.Select(GenBatch, GenReading.Array[0, 12], static (b, r) => (LogEvent)new LogEvent.CountersObserved(b, r))),
        (1, Gen.Select(GenBatch, GenRow.Array[0, 3], static (b, r) => (LogEvent)new LogEvent.RowsQuarantined(b, r))),
        (1, Gen.Select(GenId, Gen.Long[1, 9], static (id, v) => (LogEvent)new LogEvent.MvRecorded(
            new MvRecord { Entry = new CatalogueEntry { Id = id, Title = id }, Version = v }))),
        (1, Gen.Select(Gen.Guid, GenId, GenTime, static (id, p, at) => (LogEvent)new LogEvent.EpochDeclared(
            new DefinitionEpoch { Id = id, Platform = p, Counters = [Counter.Views, Counter.Shares], At = at, DeclaredAt = at }))));

    /// <summary>Entries at consecutive offsets, in a few files' worth of pieces.</summary>
    public static Gen<LogEntry[][]> Files { get; } = Gen.Select(GenEvent.Array[1, 15].Array[1, 4], Gen.Long[1, 1_000], static (files, first) =>
    {
        long offset = first;
        return files.Select(file => file.Select(e => new LogEntry(offset++, LogEventCodec.Encode(e))).ToArray()).ToArray();
    });
}
