using DuckDB.NET.Data;
using MediaAnalytics.Contracts.Observations;
using MediaAnalytics.Storage.EventLog;

namespace MediaAnalytics.Storage.Facts;

/// <summary>Puts log entries into the tables that a facts file is made of.</summary>
internal static class FactsTables
{
    /// <summary>Fills the tables; the number of rows that the file is to have.</summary>
    /// <exception cref="InvalidDataException">An entry is not an event of a known version, or has an id that no event may have.</exception>
    public static long Fill(DuckDbSession session, IReadOnlyList<LogEntry> entries)
    {
        session.Execute(FactsSchema.CreateTables);
        long rows = 0;
        using var entryTable = session.Append("entry");
        using var readingTable = session.Append("reading");
        foreach (var entry in entries)
        {
            session.Stop.ThrowIfCancellationRequested();
            var happened = LogEventCodec.Decode(entry.Payload);
            Append(entryTable.CreateRow(), entry, happened);
            rows += happened is LogEvent.CountersObserved { Readings.Count: > 0 } observed ? Append(readingTable, entry.Offset, observed.Readings) : 1;
        }

        return rows;
    }

    // The appender takes what it is given for the column's type, so every number is written with its column's width.
    private static void Append(IDuckDBAppenderRow row, LogEntry entry, LogEvent happened)
    {
        _ = happened switch
        {
            LogEvent.CountersObserved e => Batch(row, EventKind.CountersObserved, entry.Offset, e.Batch).AppendNullValue().AppendNullValue().AppendNullValue().AppendNullValue(),
            LogEvent.RowsQuarantined e => Batch(row, EventKind.RowsQuarantined, entry.Offset, e.Batch)
                .AppendNullValue().AppendNullValue().AppendNullValue().AppendValue(entry.Payload.ToArray()),
            LogEvent.MvRecorded e => Batch(row, EventKind.MvRecorded, entry.Offset, null)
                .AppendValue(Text(e.Record.Entry.Id)).AppendNullValue().AppendValue((long?)e.Record.Version).AppendValue(entry.Payload.ToArray()),
            LogEvent.EpochDeclared e => Batch(row, EventKind.EpochDeclared, entry.Offset, null)
                .AppendNullValue().AppendValue(Text(e.Epoch.Platform)).AppendNullValue().AppendValue(entry.Payload.ToArray()),
            _ => throw new ArgumentException($"No form is known for {happened.GetType()}.", nameof(happened)),
        };
        row.EndRow();
    }

    // DuckDB's client would cut the text there without a word.
    private static string Text(string text) => FactsQueries.CanBe(text)
        ? text
        : throw new InvalidDataException("An id of the log holds a zero character, which facts can't keep. Ids are checked for control characters where they come in.");

    private static IDuckDBAppenderRow Batch(IDuckDBAppenderRow row, EventKind kind, long offset, BatchHeader? batch) => row
        .AppendValue((byte?)kind)
        .AppendValue((long?)offset)
        .AppendValue(batch?.Id)
        .AppendValue(batch?.ReceivedAt.UtcTicks)
        .AppendValue(batch?.Appended)
        .AppendValue(batch?.Quarantined);

    private static int Append(DuckDBAppender table, long offset, IReadOnlyList<Reading> readings)
    {
        for (int i = 0; i < readings.Count; i++)
        {
            var reading = readings[i];
            var row = table.CreateRow()
                .AppendValue((long?)offset)
                .AppendValue((int?)i)
                .AppendValue(Text(reading.Mv))
                .AppendValue(Text(reading.Platform))
                .AppendValue(Text(reading.Source))
                .AppendValue((long?)reading.ObservedAt.UtcTicks);
            for (var c = Counter.Impressions; c <= Counter.Shares; c++)
            {
                long value = reading.Counters[c];
                row.AppendValue(value == Counters.Absent ? null : (long?)value);
            }

            row.EndRow();
        }

        return readings.Count;
    }
}
