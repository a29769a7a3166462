using System.IO.Hashing;
using System.Text;
using MediaAnalytics.Contracts.Observations;
using MediaAnalytics.Storage.Rows;
using MediaAnalytics.Storage.Rows.Columnar;

namespace MediaAnalytics.Grains.Catalogue.Importing;

/// <summary>Reads a catalogue in Parquet: the columns of the CSV form, their values as the text that CSV would hold. A row's line is its number, from 1.</summary>
internal sealed class ParquetCatalogueReader : ICatalogueReader
{
    private readonly ParquetRows _rows;
    private readonly CatalogueHeader _header;
    private readonly long _bytes;
    private readonly CatalogueValues _values = new();
    private readonly CatalogueRowBuilder _builder = new();
    private readonly XxHash64 _hash = new();

    private ParquetCatalogueReader(ParquetRows rows, CatalogueHeader header, long bytes)
    {
        _rows = rows;
        _header = header;
        _bytes = bytes;
    }

    public long Position => _rows.Row;

    public long BytesRead => _rows.Rows == 0 ? _bytes : (long)((Int128)_bytes * _rows.Row / _rows.Rows);

    public IReadOnlyList<string> UnknownColumns => _header.Unknown;

    /// <summary>Opens a catalogue, or says why it can't be read at all. Disposes the stream in the end, or at once where there is a fault.</summary>
    public static async Task<(ICatalogueReader? Reader, CatalogueFault? Fault)> OpenAsync(Stream stream, CancellationToken cancellation = default)
    {
        long bytes = stream.Length;
        try
        {
            ParquetRows rows = await ParquetRows.OpenAsync(stream, ParquetLimits.File, cancellation);
            string found = string.Join(",", rows.Columns.Select(column => RowText.Quote(column.Name)).Take(40));
            (CatalogueHeader? header, CatalogueFault? fault) = CatalogueHeader.Of(rows.Columns.Select(column => column.Name), found);
            if (fault is null && rows.Rows == 0) fault = new("catalogue.empty", "The catalogue is empty: it has columns, but no rows.");
            if (fault is null)
            {
                rows.Select(Enumerable.Range(0, rows.Columns.Count));
                return (new ParquetCatalogueReader(rows, header!, bytes), null);
            }

            await rows.DisposeAsync();
            return (null, fault);
        }
        catch (ParquetFileException fault)
        {
            await stream.DisposeAsync();
            return (null, Unreadable(fault));
        }
    }

    /// <summary>Says why a catalogue can't be read, or not to its end.</summary>
    public static CatalogueFault Unreadable(ParquetFileException fault) => new("catalogue.parquet", $"The Parquet file can't be read: {fault.Message}.");

    public async ValueTask<CatalogueRow?> ReadAsync(CancellationToken cancellation = default)
    {
        if (!await _rows.ReadAsync(cancellation)) return null;
        QuarantinedRow? problem = Take();
        ulong hash = _hash.GetCurrentHashAsUInt64();
        if (problem is not null) return new(_rows.Row, hash, null, problem);
        (var entry, problem) = _builder.Build(_rows.Row, _values);
        return new(_rows.Row, hash, entry, problem);
    }

    public ValueTask DisposeAsync() => _rows.DisposeAsync();

    private QuarantinedRow? Take()
    {
        _values.Clear();
        _hash.Reset();
        for (int i = 0; i < _header.Columns.Count; i++)
        {
            if (!_rows.TryText(i, out ReadOnlySpan<byte> text) || text.IsEmpty) continue;
            (CatalogueColumn? known, string name) = _header.Columns[i];
            if (text.Length > RowReader.MaxRowBytes) return new(_rows.Row, name, RowText.Quote(text), "catalogue.rowTooLong", $"longer than {RowReader.MaxRowBytes} bytes");
            if (!RowText.IsUtf8(text)) return new(_rows.Row, name, RowText.Quote(text), "catalogue.encoding", "not UTF-8 text; write the column as UTF-8");
            _hash.Append([(byte)i, (byte)(i >> 8)]);
            _hash.Append(BitConverter.GetBytes(text.Length));
            _hash.Append(text);
            string value = Encoding.UTF8.GetString(text);
            if (known is { } column) _values[column] = value;
            else _values.Extra.Add(new(name, value));
        }

        return null;
    }
}
