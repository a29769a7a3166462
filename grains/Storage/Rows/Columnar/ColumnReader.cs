using System.Buffers.Binary;

namespace MediaAnalytics.Storage.Rows.Columnar;

/// <summary>Reads one column of one row group off a file, a page at a time. What pages say of their size is checked before memory is taken for it.</summary>
internal sealed class ColumnReader(Stream file, ParquetColumn column, ParquetChunk chunk, int rows)
{
    private const int UsualHeader = 512, LongestHeader = 1 << 20;

    private readonly ColumnValues _values = new(column, rows);
    private long _next = chunk.Start;

    private long End => chunk.Start + chunk.Length;

    /// <summary>The values; <paramref name="take"/> is told of each page what it takes when decompressed, and may refuse by throwing.</summary>
    public async Task<ColumnValues> ReadAsync(Action<long> take, CancellationToken cancellation)
    {
        if (chunk.Physical != column.Physical || chunk.Values != rows)
            throw new ParquetFileException($"the column '{RowText.Quote(column.Name)}' does not have what the schema and its row group say of it");
        while (_values.Rows < rows)
        {
            PageHeader header = await ReadHeaderAsync(cancellation);
            if (header.Compressed > End - _next) throw new ParquetFileException("a page goes beyond its column");
            take(Math.Max(header.Uncompressed, header.Compressed));
            if (header.Type is PageHeader.DataV1 or PageHeader.Dictionary or PageHeader.DataV2)
            {
                var page = new byte[header.Compressed];
                file.Position = _next;
                await file.ReadExactlyAsync(page, cancellation);
                Take(header, page);
            }

            _next += header.Compressed;
        }

        return _values;
    }

    private void Take(PageHeader header, ReadOnlyMemory<byte> page)
    {
        if (header.Values < 0) throw new ParquetFileException("a page does not say how many values it has");
        if (header.Type == PageHeader.DataV2)
        {
            int levels = header.DefinitionBytes;
            if (header.RepetitionBytes > 0 || levels > page.Length || levels > header.Uncompressed) throw new ParquetFileException("a page's levels don't fit it");
            ReadOnlyMemory<byte> values = PageCodec.Decompress(header.IsPlain ? 0 : chunk.Codec, page[levels..], header.Uncompressed - levels);
            _values.AddPage(page[..levels].Span, values, header.Values, header.Encoding);
            return;
        }

        page = PageCodec.Decompress(chunk.Codec, page, header.Uncompressed);
        if (header.Type == PageHeader.Dictionary) _values.AddDictionary(page, header.Values);
        else
        {
            int length = 0, start = 0;
            if (column.Optional)
            {
                if (page.Length < sizeof(int)) throw new ParquetFileException("a page's levels don't fit it");
                length = BinaryPrimitives.ReadInt32LittleEndian(page.Span);
                start = sizeof(int);
                if (length < 0 || length > page.Length - start) throw new ParquetFileException("a page's levels don't fit it");
            }

            _values.AddPage(page.Span.Slice(start, length), page[(start + length)..], header.Values, header.Encoding);
        }
    }

    /// <summary>Reads the next page's header; its page begins at <see cref="_next"/> then.</summary>
    private async Task<PageHeader> ReadHeaderAsync(CancellationToken cancellation)
    {
        for (int length = UsualHeader; ; length = LongestHeader)
        {
            var bytes = new byte[Math.Min(length, End - _next)];
            file.Position = _next;
            await file.ReadExactlyAsync(bytes, cancellation);
            try
            {
                PageHeader header = PageHeader.Read(bytes, out int read);
                _next += read;
                return header;
            }
            catch (ParquetFileException) when (length == UsualHeader && bytes.Length == UsualHeader)
            {
                // A header with long statistics: it is read again with more room.
            }
        }
    }
}
