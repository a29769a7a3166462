using System.IO.Hashing;
using System.Text.Json;
using MediaAnalytics.Contracts.Observations;

namespace MediaAnalytics.Grains.Observations.Folding;

/// <summary>
/// A fold's whole state as bytes: <c>"MAFS"</c>, format version, body, XXH64 of all before it. Readings are stored as differences to the reading before,
/// in variable-length integers.
/// </summary>
internal static class FoldSnapshot
{
    private const uint Magic = 0x5346414D;
    private const byte Version = 1;

    /// <summary>Writes a fold.</summary>
    public static byte[] Write(PartitionFold fold)
    {
        using var memory = new MemoryStream();
        using (var writer = new BinaryWriter(memory))
        {
            writer.Write(Magic);
            writer.Write(Version);
            writer.Write7BitEncodedInt64(fold.Cursor);
            writer.Write7BitEncodedInt64(fold.Duplicates);
            writer.Write7BitEncodedInt64(fold.Conflicts);
            writer.Write7BitEncodedInt64(fold.Quarantined);

            writer.Write7BitEncodedInt(fold.Batches.Count);
            foreach (BatchFold batch in fold.Batches.Folds)
                WriteBatch(writer, batch);

            writer.Write7BitEncodedInt(fold.Rows.Count);
            foreach (MvRow row in fold.Rows)
                WriteRow(writer, row);

            writer.Flush();
            writer.Write(XxHash64.HashToUInt64(memory.GetBuffer().AsSpan(0, (int)memory.Length)));
        }

        return memory.ToArray();
    }

    /// <summary>Reads a fold.</summary>
    /// <exception cref="InvalidDataException">The bytes are damaged, or of an unknown version.</exception>
    public static PartitionFold Read(byte[] bytes, SourcePrecedence precedence)
    {
        const int hashLength = sizeof(ulong);
        if (bytes.Length < sizeof(uint) + 1 + hashLength
            || XxHash64.HashToUInt64(bytes.AsSpan(0, bytes.Length - hashLength)) != BitConverter.ToUInt64(bytes, bytes.Length - hashLength))
        {
            throw new InvalidDataException("the snapshot is damaged: its checksum does not match");
        }

        using var reader = new BinaryReader(new MemoryStream(bytes));
        if (reader.ReadUInt32() != Magic || reader.ReadByte() != Version)
            throw new InvalidDataException($"not a snapshot of version {Version}");

        var fold = new PartitionFold(precedence)
        {
            Cursor = reader.Read7BitEncodedInt64(),
            Duplicates = reader.Read7BitEncodedInt64(),
            Conflicts = reader.Read7BitEncodedInt64(),
            Quarantined = reader.Read7BitEncodedInt64(),
        };

        for (int count = reader.Read7BitEncodedInt(); count > 0; count--)
        {
            BatchFold batch = ReadBatch(reader);
            fold.Batches.Add(batch.Batch, batch.Folded, batch.Duplicates, batch.Conflicts, batch.QuarantinedSeen);
        }

        for (int count = reader.Read7BitEncodedInt(); count > 0; count--)
            ReadRow(reader, fold);
        return fold;
    }

    private static void WriteBatch(BinaryWriter writer, BatchFold fold)
    {
        writer.Write(fold.Batch.Id.ToByteArray());
        writer.Write(fold.Batch.ReceivedAt.UtcTicks);
        writer.Write7BitEncodedInt(fold.Batch.Appended);
        writer.Write7BitEncodedInt(fold.Batch.Quarantined);
        writer.Write7BitEncodedInt(fold.Folded);
        writer.Write7BitEncodedInt(fold.Duplicates);
        writer.Write7BitEncodedInt(fold.QuarantinedSeen);
        writer.Write7BitEncodedInt(fold.Conflicts);
    }

    private static BatchFold ReadBatch(BinaryReader reader)
    {
        var id = new Guid(reader.ReadBytes(16));
        var receivedAt = new DateTimeOffset(reader.ReadInt64(), TimeSpan.Zero);
        var header = new BatchHeader(id, receivedAt, reader.Read7BitEncodedInt(), reader.Read7BitEncodedInt());
        return new(header, reader.Read7BitEncodedInt(), reader.Read7BitEncodedInt(), reader.Read7BitEncodedInt(), reader.Read7BitEncodedInt());
    }

    private static void WriteRow(BinaryWriter writer, MvRow row)
    {
        writer.Write(row.Mv);
        writer.Write(row.Facts is null ? "" : JsonSerializer.Serialize(row.Facts));
        writer.Write7BitEncodedInt(row.Platforms.Count);
        foreach (PlatformRow platform in row.Platforms)
        {
            writer.Write(platform.Platform);
            writer.Write7BitEncodedInt(platform.Sources.Count);
            foreach (SourceSeries series in platform.Sources)
                WriteSeries(writer, series);
        }
    }

    private static void ReadRow(BinaryReader reader, PartitionFold fold)
    {
        MvRow row = fold.Row(reader.ReadString());
        string facts = reader.ReadString();
        if (facts.Length > 0)
            fold.Catalogue(row, JsonSerializer.Deserialize<MvFacts>(facts)!);
        for (int platforms = reader.Read7BitEncodedInt(); platforms > 0; platforms--)
        {
            string platform = reader.ReadString();
            for (int sources = reader.Read7BitEncodedInt(); sources > 0; sources--)
                ReadSeries(reader, fold, row, platform);
        }
    }

    private static void WriteSeries(BinaryWriter writer, SourceSeries series)
    {
        writer.Write(series.Source);
        writer.Write7BitEncodedInt(series.Readings.Length);
        StoredReading before = default;
        foreach (StoredReading reading in series.Readings)
        {
            writer.Write7BitEncodedInt64(reading.At - before.At);
            for (Counter counter = 0; (int)counter < Counters.Count; counter++)
                writer.Write7BitEncodedInt64(ZigZag(reading.Counters[counter] - before.Counters[counter]));
            before = reading;
        }
    }

    private static void ReadSeries(BinaryReader reader, PartitionFold fold, MvRow row, string platform)
    {
        string source = reader.ReadString();
        StoredReading before = default;
        for (int count = reader.Read7BitEncodedInt(); count > 0; count--)
        {
            long at = before.At + reader.Read7BitEncodedInt64();
            Counters counters = default;
            for (Counter counter = 0; (int)counter < Counters.Count; counter++)
                counters[counter] = before.Counters[counter] + UnZigZag(reader.Read7BitEncodedInt64());
            before = new(at, counters);
            fold.Add(row, platform, source, before);
        }
    }

    private static long ZigZag(long value) => (value << 1) ^ (value >> 63);

    private static long UnZigZag(long value) => (long)((ulong)value >> 1) ^ -(value & 1);
}
