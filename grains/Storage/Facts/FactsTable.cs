using DuckDB.NET.Data;
using MediaAnalytics.Contracts.Observations;
using MediaAnalytics.Storage.EventLog;

namespace MediaAnalytics.Storage.Facts;

/// <summary>Fills the table that a facts file is made of. Used by one thread.</summary>
internal sealed class FactsTable(DuckDBAppender table)
{
    private readonly ReadingBlock _block = new();
    private string[] _texts = [];
    private long _rows;

    /// <summary>Fills the table with entries, in order; the number of rows that the file is to have.</summary>
    /// <exception cref="InvalidDataException">An entry is not an event of a known version, or has an id that no event may have.</exception>
    public static long Fill(DuckDbSession session, IReadOnlyList<LogEntry> entries)
    {
        session.Execute(FactsSchema.CreateTable);
        using var appender = session.Append("fact");
        var table = new FactsTable(appender);
        foreach (var entry in entries)
        {
            session.Stop.ThrowIfCancellationRequested();
            table.Add(in entry);
        }

        return table._rows;
    }

    private void Add(in LogEntry entry)
    {
        if (_block.TryDecode(entry.Payload))
        {
            AddReadings(entry.Offset);
            return;
        }

        switch (LogEventCodec.Decode(entry.Payload))
        {
            case LogEvent.RowsQuarantined e:
                Add(EventKind.RowsQuarantined, in entry, e.Batch, null, null, null);
                break;
            case LogEvent.MvRecorded e:
                Add(EventKind.MvRecorded, in entry, null, Text(e.Record.Entry.Id), null, e.Record.Version);
                break;
            case LogEvent.EpochDeclared e:
                Add(EventKind.EpochDeclared, in entry, null, null, Text(e.Epoch.Platform), null);
                break;
            case var unknown:
                throw new ArgumentException($"No form is known for {unknown.GetType()}.", nameof(entry));
        }
    }

    private void AddReadings(long offset)
    {
        if (_block.Count == 0)
        {
            NoReading(Begin(EventKind.CountersObserved, offset, 0, _block.Batch).AppendNullValue().AppendNullValue()).AppendNullValue().AppendNullValue().EndRow();
            return;
        }

        if (_texts.Length < _block.TextCount)
        {
            _texts = new string[_block.TextCount * 2];
        }

        for (int text = 0; text < _block.TextCount; text++)
        {
            _texts[text] = Text(_block.TextOf(text));
        }

        for (int i = 0; i < _block.Count; i++)
        {
            var row = Begin(EventKind.CountersObserved, offset, i, _block.Batch)
                .AppendValue(_texts[_block.Mv[i]])
                .AppendValue(_texts[_block.Platform[i]])
                .AppendValue(_texts[_block.Source[i]])
                .AppendValue((long?)_block.At[i]);
            foreach (long value in _block.Values.AsSpan(i * Counters.Count, Counters.Count))
            {
                _ = value == Counters.Absent ? row.AppendNullValue() : row.AppendValue((long?)value);
            }

            row.AppendNullValue().AppendNullValue().EndRow();
        }
    }

    private void Add(EventKind kind, in LogEntry entry, BatchHeader? batch, string? mv, string? platform, long? version) =>
        NoReading(Begin(kind, entry.Offset, 0, batch).AppendValue(mv).AppendValue(platform)).AppendValue(version).AppendValue(entry.Payload.ToArray()).EndRow();

    // The appender takes what it is given for the column's type, so every number is written with its column's width.
    private IDuckDBAppenderRow Begin(EventKind kind, long offset, int ordinal, BatchHeader? batch)
    {
        _rows++;
        return table.CreateRow()
            .AppendValue((byte?)kind)
            .AppendValue((long?)offset)
            .AppendValue((int?)ordinal)
            .AppendValue(batch?.Id)
            .AppendValue(batch?.ReceivedAt.UtcTicks)
            .AppendValue(batch?.Appended)
            .AppendValue(batch?.Quarantined);
    }

    /// <summary>Leaves source, time and counters empty.</summary>
    private static IDuckDBAppenderRow NoReading(IDuckDBAppenderRow row)
    {
        row.AppendNullValue().AppendNullValue();
        for (int counter = 0; counter < Counters.Count; counter++)
        {
            row.AppendNullValue();
        }

        return row;
    }

    // DuckDB's client would cut the text there without a word.
    private static string Text(string text) => FactsQueries.CanBe(text)
        ? text
        : throw new InvalidDataException("An id of the log holds a zero character, which facts can't keep. Ids are checked for control characters where they come in.");
}
