using MediaAnalytics.Contracts.Observations;

namespace MediaAnalytics.Storage.EventLog;

/// <summary>The binary form of what an observation batch puts into the log.</summary>
internal static class BatchCodec
{
    // A reading takes at least: three places, a time, a mask. A quarantined row: a line and four places.
    public const int BytesPerReading = 5;
    private const int BytesPerRow = 5;

    public static void Write(EventWriter writer, LogEvent.CountersObserved observed)
    {
        WriteHeader(writer, observed.Batch);
        var texts = new TextTable();
        foreach (var reading in observed.Readings)
        {
            texts.Add(reading.Mv);
            texts.Add(reading.Platform);
            texts.Add(reading.Source);
        }

        texts.Write(writer);
        writer.Unsigned((ulong)observed.Readings.Count);
        long before = observed.Batch.ReceivedAt.UtcTicks;
        foreach (var reading in observed.Readings)
        {
            texts.Place(writer, reading.Mv);
            texts.Place(writer, reading.Platform);
            texts.Place(writer, reading.Source);
            writer.Signed(reading.ObservedAt.UtcTicks - before);
            before = reading.ObservedAt.UtcTicks;
            WriteCounters(writer, reading.Counters);
        }
    }

    public static LogEvent.CountersObserved ReadObserved(ref EventReader reader)
    {
        var batch = ReadHeader(ref reader);
        string[] texts = TextTable.Read(ref reader);
        var readings = new Reading[reader.Count(BytesPerReading, "number of readings")];
        long before = batch.ReceivedAt.UtcTicks;
        for (int i = 0; i < readings.Length; i++)
        {
            string mv = TextTable.Text(ref reader, texts);
            string platform = TextTable.Text(ref reader, texts);
            string source = TextTable.Text(ref reader, texts);
            before = unchecked(before + reader.Signed());
            readings[i] = new Reading
            {
                Mv = mv,
                Platform = platform,
                Source = source,
                ObservedAt = Instant(before),
                Counters = ReadCounters(ref reader),
            };
        }

        return new(batch, readings);
    }

    public static void Write(EventWriter writer, LogEvent.RowsQuarantined quarantined)
    {
        WriteHeader(writer, quarantined.Batch);
        var texts = new TextTable();
        foreach (var row in quarantined.Rows)
        {
            texts.Add(row.Column);
            texts.Add(row.Value);
            texts.Add(row.Code);
            texts.Add(row.Reason);
        }

        texts.Write(writer);
        writer.Unsigned((ulong)quarantined.Rows.Count);
        foreach (var row in quarantined.Rows)
        {
            writer.Signed(row.Line);
            texts.Place(writer, row.Column);
            texts.Place(writer, row.Value);
            texts.Place(writer, row.Code);
            texts.Place(writer, row.Reason);
        }
    }

    public static LogEvent.RowsQuarantined ReadQuarantined(ref EventReader reader)
    {
        var batch = ReadHeader(ref reader);
        string[] texts = TextTable.Read(ref reader);
        var rows = new QuarantinedRow[reader.Count(BytesPerRow, "number of rows")];
        for (int i = 0; i < rows.Length; i++)
        {
            rows[i] = new QuarantinedRow(
                reader.Signed(),
                TextTable.Text(ref reader, texts),
                TextTable.Text(ref reader, texts),
                TextTable.Text(ref reader, texts),
                TextTable.Text(ref reader, texts));
        }

        return new(batch, rows);
    }

    private static void WriteHeader(EventWriter writer, BatchHeader batch)
    {
        writer.Guid(batch.Id);
        writer.Unsigned((ulong)batch.ReceivedAt.UtcTicks);
        writer.Unsigned(checked((ulong)batch.Appended));
        writer.Unsigned(checked((ulong)batch.Quarantined));
    }

    public static BatchHeader ReadHeader(ref EventReader reader) => new(
        reader.Guid(),
        Instant(reader.Bounded(long.MaxValue, "time of receipt")),
        (int)reader.Bounded(int.MaxValue, "number of appended readings"),
        (int)reader.Bounded(int.MaxValue, "number of quarantined rows"));

    /// <summary>A mask of the counters that are there (bit = <see cref="Counter"/>), then their values.</summary>
    private static void WriteCounters(EventWriter writer, Counters counters)
    {
        int mask = 0;
        for (int c = 0; c < Counters.Count; c++)
        {
            mask |= counters[(Counter)c] == Counters.Absent ? 0 : 1 << c;
        }

        writer.Byte((byte)mask);
        for (int c = 0; c < Counters.Count; c++)
        {
            if ((mask & (1 << c)) != 0)
            {
                writer.Unsigned(checked((ulong)counters[(Counter)c]));
            }
        }
    }

    private static Counters ReadCounters(ref EventReader reader)
    {
        Span<long> values = stackalloc long[Counters.Count];
        ReadCounters(ref reader, values);
        var counters = Counters.None;
        for (int c = 0; c < Counters.Count; c++)
        {
            counters[(Counter)c] = values[c];
        }

        return counters;
    }

    /// <summary>Fills all places; <see cref="Counters.Absent"/> where a counter is not there.</summary>
    public static void ReadCounters(ref EventReader reader, scoped Span<long> values)
    {
        int mask = reader.Byte();
        if (mask >= 1 << Counters.Count)
        {
            throw new InvalidDataException($"The event reports counters by mask {mask:X2}, of which there are {Counters.Count}.");
        }

        for (int c = 0; c < Counters.Count; c++)
        {
            values[c] = (mask & (1 << c)) != 0 ? reader.Bounded(long.MaxValue, "counter") : Counters.Absent;
        }
    }

    public static DateTimeOffset Instant(long ticks) => ticks >= 0 && ticks <= DateTime.MaxValue.Ticks
        ? new(ticks, TimeSpan.Zero)
        : throw new InvalidDataException($"The event has a time of {ticks} ticks, which is none.");
}
