using DuckDB.NET.Data;
using MediaAnalytics.Contracts.Observations;
using MediaAnalytics.Storage.EventLog;

namespace MediaAnalytics.Storage.Facts;

/// <summary>Reads facts rows back. One for each query, since neighbouring rows share their texts.</summary>
internal sealed class FactsRows
{
    /// <summary>Columns of a reading, in the order that <see cref="Reading"/> reads them.</summary>
    public const string ReadingColumns =
        $"f.mv, f.platform, f.source, f.observed_ticks, {FactsSchema.Counters}, f.log_offset, f.ordinal, f.batch, f.received_ticks";

    /// <summary>Order of readings.</summary>
    public const string ReadingOrder = "f.mv, f.platform, f.source, f.observed_ticks, f.log_offset, f.ordinal";

    /// <summary>Columns of an event's rows, in the order that <see cref="Events"/> reads them.</summary>
    public const string EventColumns = $"{ReadingColumns}, f.kind, f.batch_appended, f.batch_quarantined, f.body";

    private const int Offset = 10, Ordinal = 11, Batch = 12, ReceivedAt = 13, Kind = 14, Appended = 15, Quarantined = 16, Body = 17;

    private SeriesKey _last;

    /// <summary>A reading.</summary>
    public FactReading Reading(DuckDBDataReader row) => new(
        Series(row), row.GetInt64(3), ReadCounters(row), row.GetInt64(Offset), row.GetInt32(Ordinal), row.GetGuid(Batch), row.GetInt64(ReceivedAt));

    /// <summary>Bytes of a column.</summary>
    public static byte[] Bytes(DuckDBDataReader row, int column)
    {
        using var stream = row.GetStream(column);
        byte[] bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }

    /// <summary>The events of a file's rows, which come by offset, then by ordinal.</summary>
    public IEnumerable<(long Offset, LogEvent Event)> Events(DuckDbSession session, string sql)
    {
        long offset = 0;
        BatchHeader? batch = null;
        var readings = new List<Reading>();
        foreach (var part in session.Rows(sql, Part))
        {
            if (batch is not null && part.Offset != offset)
            {
                yield return (offset, new LogEvent.CountersObserved(batch, readings.ToArray()));
                readings.Clear();
                batch = null;
            }

            offset = part.Offset;
            if (part.Whole is { } whole)
            {
                yield return (offset, whole);
                continue;
            }

            batch ??= part.Batch;
            if (part.Reading is { } reading)
            {
                readings.Add(reading);
            }
        }

        if (batch is not null)
        {
            yield return (offset, new LogEvent.CountersObserved(batch, readings.ToArray()));
        }
    }

    private (long Offset, LogEvent? Whole, BatchHeader? Batch, Reading? Reading) Part(DuckDBDataReader row)
    {
        long offset = row.GetInt64(Offset);
        if (row.GetByte(Kind) != (byte)EventKind.CountersObserved)
        {
            return (offset, LogEventCodec.Decode(Bytes(row, Body)), null, null);
        }

        var batch = row.GetInt32(Ordinal) == 0
            ? new BatchHeader(row.GetGuid(Batch), At(row.GetInt64(ReceivedAt)), row.GetInt32(Appended), row.GetInt32(Quarantined))
            : null;
        return (offset, null, batch, row.IsDBNull(0) ? null : ReadingOf(row));
    }

    private Reading ReadingOf(DuckDBDataReader row)
    {
        var series = Series(row);
        return new() { Mv = series.Mv, Platform = series.Platform, Source = series.Source, ObservedAt = At(row.GetInt64(3)), Counters = ReadCounters(row) };
    }

    private SeriesKey Series(DuckDBDataReader row)
    {
        var key = new SeriesKey(row.GetString(0), row.GetString(1), row.GetString(2));
        return key == _last ? _last : _last = key;
    }

    private static Counters ReadCounters(DuckDBDataReader row)
    {
        var counters = Counters.None;
        for (int c = 0; c < Counters.Count; c++)
        {
            if (!row.IsDBNull(4 + c))
            {
                counters[(Counter)c] = row.GetInt64(4 + c);
            }
        }

        return counters;
    }

    private static DateTimeOffset At(long ticks) => new(ticks, TimeSpan.Zero);
}
