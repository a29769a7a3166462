namespace MediaAnalytics.Storage.Rows.Columnar;

/// <summary>
/// Reads Thrift's compact protocol as Parquet uses it. It never reads past its bytes and never believes a length that they can't hold: what does not fit
/// is a <see cref="ParquetFileException"/>.
/// </summary>
internal ref struct ThriftReader(ReadOnlySpan<byte> bytes)
{
    public const int True = 1, False = 2, Byte = 3, Int16 = 4, Int32 = 5, Int64 = 6, Double = 7, Binary = 8, List = 9, Set = 10, Map = 11, Struct = 12;

    private const int MaxDepth = 16;

    private readonly ReadOnlySpan<byte> _bytes = bytes;

    /// <summary>Bytes read so far.</summary>
    public int Position { get; private set; }

    /// <summary>Goes to the next field of a struct: <paramref name="id"/> is the field before, then this one's. False at the struct's end.</summary>
    public bool Field(ref int id, out int type)
    {
        byte header = Take(1)[0];
        type = header & 0x0F;
        if (type == 0) return false;
        int delta = header >> 4;
        id = delta == 0 ? (int)ZigZag() : id + delta;
        return true;
    }

    /// <summary>A whole number of any size.</summary>
    public long ZigZag()
    {
        ulong value = VarInt();
        return (long)(value >> 1) ^ -(long)(value & 1);
    }

    /// <summary>A whole number that must fit 32 bits and be 0 or more.</summary>
    public int Count()
    {
        long value = ZigZag();
        return value is >= 0 and <= int.MaxValue ? (int)value : throw new ParquetFileException("it holds a size that can't be");
    }

    /// <summary>Text or bytes.</summary>
    public ReadOnlySpan<byte> Bytes()
    {
        ulong length = VarInt();
        return length <= (ulong)(_bytes.Length - Position) ? Take((int)length) : throw Short();
    }

    /// <summary>The number of elements of a list, and their type; each takes a byte at least.</summary>
    public int Elements(out int type)
    {
        byte header = Take(1)[0];
        type = header & 0x0F;
        ulong count = header >> 4 == 15 ? VarInt() : (ulong)(header >> 4);
        return count <= (ulong)(_bytes.Length - Position) ? (int)count : throw Short();
    }

    /// <summary>Passes over a value.</summary>
    public void Skip(int type, int depth = 0)
    {
        if (depth > MaxDepth) throw new ParquetFileException("its metadata is nested too deeply");
        switch (type)
        {
            case True or False: break;
            case Byte: Take(1); break;
            case Int16 or Int32 or Int64: VarInt(); break;
            case Double: Take(sizeof(double)); break;
            case Binary: Bytes(); break;
            case List or Set:
                for (int left = Elements(out int element); left > 0; left--) SkipElement(element, depth);
                break;
            case Struct:
                for (int id = 0; Field(ref id, out int field);) Skip(field, depth + 1);
                break;
            default: throw new ParquetFileException("its metadata is not in Thrift's compact form");
        }
    }

    private void SkipElement(int type, int depth)
    {
        // Within a list, a truth value takes a byte.
        if (type is True or False) Take(1);
        else Skip(type, depth + 1);
    }

    private ulong VarInt()
    {
        ulong value = 0;
        for (int shift = 0; shift < 64; shift += 7)
        {
            byte next = Take(1)[0];
            value |= (ulong)(next & 0x7F) << shift;
            if (next < 0x80) return value;
        }

        throw new ParquetFileException("it holds a number that has no end");
    }

    private ReadOnlySpan<byte> Take(int count)
    {
        if (count > _bytes.Length - Position) throw Short();
        ReadOnlySpan<byte> taken = _bytes.Slice(Position, count);
        Position += count;
        return taken;
    }

    private static ParquetFileException Short() => new("it ends within its metadata");
}
