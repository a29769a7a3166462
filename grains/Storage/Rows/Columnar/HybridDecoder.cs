namespace MediaAnalytics.Storage.Rows.Columnar;

/// <summary>Decodes Parquet's hybrid of run lengths and packed bits (levels, dictionary indexes, truth values).</summary>
internal static class HybridDecoder
{
    /// <summary>Fills <paramref name="values"/> with numbers of <paramref name="width"/> bits, 0 to 32.</summary>
    /// <exception cref="ParquetFileException">The bytes hold fewer.</exception>
    public static void Decode(ReadOnlySpan<byte> bytes, int width, Span<int> values)
    {
        if (width > 32) throw Damaged();
        int at = 0;
        while (!values.IsEmpty)
        {
            uint header = VarInt(bytes, ref at);
            int count = (int)Math.Min(values.Length, (header & 1) == 0 ? header >> 1 : (header >> 1) * 8L);
            if (count == 0) throw Damaged();
            if ((header & 1) == 0)
            {
                uint value = 0;
                for (int i = 0; i < (width + 7) / 8; i++) value |= (uint)Byte(bytes, at++) << (8 * i);
                values[..count].Fill((int)value);
            }
            else
            {
                int length = (int)(((long)count * width + 7) / 8);
                if (length > bytes.Length - at) throw Damaged();
                for (int i = 0; i < count; i++) values[i] = (int)PackedBits.Read(bytes[at..], (long)i * width, width);
                at += (int)Math.Min((header >> 1) * (long)width, bytes.Length - at);
            }

            values = values[count..];
        }
    }

    private static uint VarInt(ReadOnlySpan<byte> bytes, ref int at)
    {
        uint value = 0;
        for (int shift = 0; shift < 35; shift += 7)
        {
            byte next = Byte(bytes, at++);
            value |= (uint)(next & 0x7F) << shift;
            if (next < 0x80) return value;
        }

        throw Damaged();
    }

    private static byte Byte(ReadOnlySpan<byte> bytes, int at) => at < bytes.Length ? bytes[at] : throw Damaged();

    private static ParquetFileException Damaged() => new("a page is damaged: it has fewer values than it names");
}
