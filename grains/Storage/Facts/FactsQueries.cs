using MediaAnalytics.Contracts.Catalogue;
using MediaAnalytics.Contracts.Observations;
using MediaAnalytics.Storage.EventLog;

namespace MediaAnalytics.Storage.Facts;

/// <summary>What is asked of facts files, which a query names as a table.</summary>
internal static class FactsQueries
{
    private const int KindObserved = (int)EventKind.CountersObserved, KindRecorded = (int)EventKind.MvRecorded, KindDeclared = (int)EventKind.EpochDeclared;

    /// <summary>Whether facts can have an id: not with a zero character, at which DuckDB's client cuts a text.</summary>
    public static bool CanBe(string id) => !id.Contains('\0');

    /// <summary>Readings of some series.</summary>
    public static List<FactReading> Readings(DuckDbSession session, string table, IReadOnlyCollection<SeriesKey> series, long upTo)
    {
        session.Execute("CREATE OR REPLACE TEMP TABLE wanted (mv VARCHAR, platform VARCHAR, source VARCHAR)");
        using (var wanted = session.Append("wanted"))
        {
            foreach (var key in series.Distinct().Where(static k => CanBe(k.Mv) && CanBe(k.Platform) && CanBe(k.Source)))
            {
                wanted.CreateRow().AppendValue(key.Mv).AppendValue(key.Platform).AppendValue(key.Source).EndRow();
            }
        }

        return
        [
            .. session.Rows(
                $"""
                SELECT {FactsRows.ReadingColumns} FROM {table} f
                JOIN wanted w ON f.mv = w.mv AND f.platform = w.platform AND f.source = w.source
                WHERE f.kind = {KindObserved} AND f.log_offset <= {upTo} ORDER BY {FactsRows.ReadingOrder}
                """,
                new FactsRows().Reading),
        ];
    }

    /// <summary>Readings of one MV.</summary>
    public static List<FactReading> ReadingsOfMv(DuckDbSession session, string table, string mv, long upTo) =>
    [
        .. session.Rows(
            $"SELECT {FactsRows.ReadingColumns} FROM {table} f WHERE f.kind = {KindObserved} AND f.mv = $1 AND f.log_offset <= {upTo} ORDER BY {FactsRows.ReadingOrder}",
            new FactsRows().Reading,
            mv),
    ];

    /// <summary>Breaks of definition.</summary>
    public static List<(long Offset, DefinitionEpoch Epoch)> Epochs(DuckDbSession session, string table, long upTo) =>
    [
        .. session.Rows(
            $"SELECT f.log_offset, f.body FROM {table} f WHERE f.kind = {KindDeclared} AND f.log_offset <= {upTo} ORDER BY f.log_offset",
            static row => (row.GetInt64(0), ((LogEvent.EpochDeclared)LogEventCodec.Decode(FactsRows.Bytes(row, 1))).Epoch)),
    ];

    /// <summary>Versions of one MV's record.</summary>
    public static List<(long Offset, MvRecord Record)> RecordsOfMv(DuckDbSession session, string table, string mv, long upTo) =>
    [
        .. session.Rows(
            $"SELECT f.log_offset, f.body FROM {table} f WHERE f.kind = {KindRecorded} AND f.mv = $1 AND f.log_offset <= {upTo} ORDER BY f.log_offset",
            static row => (row.GetInt64(0), ((LogEvent.MvRecorded)LogEventCodec.Decode(FactsRows.Bytes(row, 1))).Record),
            mv),
    ];

    /// <summary>Each MV's record of the highest version.</summary>
    public static IEnumerable<MvRecord> NewestRecords(DuckDbSession session, string table, long upTo) => session.Rows(
        $"SELECT arg_max(f.body, f.version) FROM {table} f WHERE f.kind = {KindRecorded} AND f.log_offset <= {upTo} GROUP BY f.mv",
        static row => ((LogEvent.MvRecorded)LogEventCodec.Decode(FactsRows.Bytes(row, 0))).Record);

    /// <summary>Every reading.</summary>
    public static IEnumerable<FactReading> AllReadings(DuckDbSession session, string table, long upTo) => session.Rows(
        $"""
        SELECT {FactsRows.ReadingColumns} FROM {table} f
        WHERE f.kind = {KindObserved} AND f.mv IS NOT NULL AND f.log_offset <= {upTo} ORDER BY {FactsRows.ReadingOrder}
        """,
        new FactsRows().Reading);

    /// <summary>Every event that is not readings.</summary>
    public static IEnumerable<(long Offset, LogEvent Event)> OtherEvents(DuckDbSession session, string table, long upTo) => new FactsRows().Events(
        session,
        $"SELECT {FactsRows.EventColumns} FROM {table} f WHERE f.kind <> {KindObserved} AND f.log_offset <= {upTo} ORDER BY f.log_offset");

    /// <summary>The events of a file, by offset.</summary>
    public static IEnumerable<(long Offset, LogEvent Event)> Events(DuckDbSession session, string table, long after, long upTo) => new FactsRows().Events(
        session,
        $"SELECT {FactsRows.EventColumns} FROM {table} f WHERE f.log_offset > {after} AND f.log_offset <= {upTo} ORDER BY f.log_offset, f.ordinal");
}
