namespace MediaAnalytics.Storage.Rows.Columnar;

/// <summary>Decodes DELTA_BINARY_PACKED: blocks of differences, each block in several runs of packed bits.</summary>
internal static class DeltaDecoder
{
    private const int MaxBlock = 1 << 20;

    /// <summary>Fills <paramref name="values"/>, and says how many bytes that took.</summary>
    /// <exception cref="ParquetFileException">The bytes hold another number of values.</exception>
    public static int Decode(ReadOnlySpan<byte> bytes, Span<long> values)
    {
        int at = 0;
        ulong block = VarInt(bytes, ref at), runs = VarInt(bytes, ref at), count = VarInt(bytes, ref at);
        long value = ZigZag(bytes, ref at);
        if (block is 0 or > MaxBlock || runs == 0 || block % (runs * 8) != 0 || count != (ulong)values.Length) throw Damaged();
        if (values.IsEmpty) return at;
        int perRun = (int)(block / runs), done = 1;
        values[0] = value;
        while (done < values.Length)
        {
            long least = ZigZag(bytes, ref at);
            if ((int)runs > bytes.Length - at) throw Damaged();
            ReadOnlySpan<byte> widths = bytes.Slice(at, (int)runs);
            at += (int)runs;
            foreach (byte width in widths)
            {
                if (done == values.Length) break;
                int length = perRun / 8 * width;
                if (width > 64 || length > bytes.Length - at) throw Damaged();
                ReadOnlySpan<byte> run = bytes.Slice(at, length);
                at += length;
                for (int i = 0; i < perRun && done < values.Length; i++)
                    values[done++] = value = unchecked(value + least + (long)PackedBits.Read(run, (long)i * width, width));
            }
        }

        return at;
    }

    private static long ZigZag(ReadOnlySpan<byte> bytes, ref int at)
    {
        ulong value = VarInt(bytes, ref at);
        return (long)(value >> 1) ^ -(long)(value & 1);
    }

    private static ulong VarInt(ReadOnlySpan<byte> bytes, ref int at)
    {
        ulong value = 0;
        for (int shift = 0; shift < 64; shift += 7)
        {
            if (at >= bytes.Length) throw Damaged();
            byte next = bytes[at++];
            value |= (ulong)(next & 0x7F) << shift;
            if (next < 0x80) return value;
        }

        throw Damaged();
    }

    private static ParquetFileException Damaged() => new("a page is damaged: its differences don't add up to its values");
}
