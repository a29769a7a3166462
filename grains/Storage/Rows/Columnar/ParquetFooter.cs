using System.Buffers.Binary;

namespace MediaAnalytics.Storage.Rows.Columnar;

/// <summary>A file's metadata: its columns, and where its row groups' columns lie.</summary>
internal sealed record ParquetFooter(ParquetColumn[] Columns, ParquetGroup[] Groups)
{
    private const int MaxBytes = 16 << 20, MaxChunks = 1_000_000;

    /// <summary>Reads the metadata at the end of a file, and checks that every part of the file lies within it.</summary>
    /// <exception cref="ParquetFileException">It is not a Parquet file, or a damaged one.</exception>
    public static async Task<ParquetFooter> ReadAsync(Stream file, CancellationToken cancellation)
    {
        var mark = new byte[8];
        if (file.Length < 12) throw new ParquetFileException("it is too short to be one");
        file.Position = 0;
        await file.ReadExactlyAsync(mark.AsMemory(0, 4), cancellation);
        if (!mark.AsSpan(0, 4).SequenceEqual("PAR1"u8)) throw new ParquetFileException("it does not begin with PAR1");
        file.Position = file.Length - 8;
        await file.ReadExactlyAsync(mark, cancellation);
        if (!mark.AsSpan(4).SequenceEqual("PAR1"u8)) throw new ParquetFileException("it does not end with PAR1: it was cut off, or is encrypted");
        int length = BinaryPrimitives.ReadInt32LittleEndian(mark);
        if (length < 1 || length > file.Length - 12) throw new ParquetFileException("its metadata is longer than it is");
        if (length > MaxBytes) throw new ParquetFileException($"its metadata has {length} bytes; {MaxBytes} are read at most", tooLarge: true);
        var bytes = new byte[length];
        file.Position = file.Length - 8 - length;
        await file.ReadExactlyAsync(bytes, cancellation);
        return Parse(bytes, file.Length - 8 - length);
    }

    private static ParquetFooter Parse(ReadOnlySpan<byte> bytes, long end)
    {
        var thrift = new ThriftReader(bytes);
        ParquetColumn[] columns = [];
        ParquetGroup[] groups = [];
        for (int id = 0; thrift.Field(ref id, out int type);)
        {
            switch (id, type)
            {
                case (2, ThriftReader.List): columns = ParquetSchema.Read(ref thrift); break;
                case (4, ThriftReader.List): groups = ReadGroups(ref thrift, end); break;
                default: thrift.Skip(type); break;
            }
        }

        return columns.Length > 0 ? new(columns, groups) : throw new ParquetFileException("it has no columns");
    }

    private static ParquetGroup[] ReadGroups(ref ThriftReader thrift, long end)
    {
        var groups = new ParquetGroup[thrift.Elements(out _)];
        int chunks = 0;
        for (int i = 0; i < groups.Length; i++)
        {
            groups[i] = ReadGroup(ref thrift, end);
            chunks += groups[i].Chunks.Length + 1;
            if (chunks > MaxChunks) throw new ParquetFileException($"it has more than {MaxChunks} column chunks: write larger row groups", tooLarge: true);
        }

        return groups;
    }

    private static ParquetGroup ReadGroup(ref ThriftReader thrift, long end)
    {
        ParquetChunk[] chunks = [];
        long rows = -1;
        for (int id = 0; thrift.Field(ref id, out int type);)
        {
            switch (id, type)
            {
                case (1, ThriftReader.List):
                    chunks = new ParquetChunk[thrift.Elements(out _)];
                    for (int i = 0; i < chunks.Length; i++) chunks[i] = ReadChunk(ref thrift, end);
                    break;
                case (3, ThriftReader.Int64): rows = thrift.ZigZag(); break;
                default: thrift.Skip(type); break;
            }
        }

        return rows >= 0 ? new(rows, chunks) : throw new ParquetFileException("a row group does not say how many rows it has");
    }

    private static ParquetChunk ReadChunk(ref ThriftReader thrift, long end)
    {
        ParquetChunk? chunk = null;
        for (int id = 0; thrift.Field(ref id, out int type);)
        {
            if ((id, type) == (3, ThriftReader.Struct)) chunk = ReadChunkMetadata(ref thrift, end);
            else if (id == 1) throw new ParquetFileException("it keeps columns in other files");
            else thrift.Skip(type);
        }

        return chunk ?? throw new ParquetFileException("a column has no metadata of its own, or is encrypted");
    }

    private static ParquetChunk ReadChunkMetadata(ref ThriftReader thrift, long end)
    {
        int physical = -1, codec = -1;
        long values = -1, length = -1, data = 0, dictionary = 0;
        for (int id = 0; thrift.Field(ref id, out int type);)
        {
            switch (id, type)
            {
                case (1, ThriftReader.Int32): physical = thrift.Count(); break;
                case (4, ThriftReader.Int32): codec = thrift.Count(); break;
                case (5, ThriftReader.Int64): values = thrift.ZigZag(); break;
                case (7, ThriftReader.Int64): length = thrift.ZigZag(); break;
                case (9, ThriftReader.Int64): data = thrift.ZigZag(); break;
                case (11, ThriftReader.Int64): dictionary = thrift.ZigZag(); break;
                default: thrift.Skip(type); break;
            }
        }

        long start = dictionary > 0 ? Math.Min(dictionary, data) : data;
        return start >= 4 && length >= 0 && length <= end - start && values >= 0
            ? new((ParquetPhysical)physical, codec, values, start, length)
            : throw new ParquetFileException("a column lies outside of it");
    }
}
