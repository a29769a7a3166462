using System.IO.Hashing;
using MediaAnalytics.Contracts.Imports;
using MediaAnalytics.Contracts.Observations;
using MediaAnalytics.Storage.Rows;

namespace MediaAnalytics.Grains.Catalogue.Importing;

/// <summary>Reads a catalogue of text: CSV or JSON lines.</summary>
internal sealed class CatalogueReader : ICatalogueReader
{
    private readonly RowReader _rows;
    private readonly ICatalogueRows _form;
    private readonly CatalogueValues _values = new();
    private readonly CatalogueRowBuilder _builder = new();
    private bool _firstIsRead;

    private CatalogueReader(RowReader rows, ICatalogueRows form)
    {
        _rows = rows;
        _form = form;
    }

    /// <summary>Bytes of the file before the next row.</summary>
    public long Position => _firstIsRead ? 0 : _rows.Position;

    public long BytesRead => Position;

    public IReadOnlyList<string> UnknownColumns => _form.UnknownColumns;

    /// <summary>Opens a catalogue, or says why it can't be read at all. Disposes the stream in the end, or at once where there is a fault.</summary>
    public static async Task<(CatalogueReader? Reader, CatalogueFault? Fault)> OpenAsync(
        Stream stream, CatalogueFormat format, CancellationToken cancellation = default)
    {
        var rows = new RowReader(stream, format == CatalogueFormat.Csv);
        CatalogueFault? fault;
        if (!await rows.ReadAsync(cancellation)) fault = new("catalogue.empty", "The catalogue is empty: it needs a first line that names its columns, or JSON lines.");
        else fault = NotText(rows.Row.Span, format);
        if (fault is null && format == CatalogueFormat.JsonLines)
        {
            fault = rows.Row.Span.TrimStart(" \t"u8) is [(byte)'[', ..]
                ? new("catalogue.jsonArray", "The catalogue is a JSON array: write one object a line instead (jq -c '.[]' FILE does it).")
                : null;
            if (fault is null) return (new(rows, new JsonCatalogueRows()) { _firstIsRead = true }, null);
        }

        if (fault is null)
        {
            var csv = new CsvCatalogueRows();
            fault = csv.Open(rows);
            if (fault is null) return (new(rows, csv), null);
        }

        await rows.DisposeAsync();
        return (null, fault);
    }

    public async ValueTask<CatalogueRow?> ReadAsync(CancellationToken cancellation = default)
    {
        if (!_firstIsRead && !await _rows.ReadAsync(cancellation)) return null;
        _firstIsRead = false;
        ulong hash = XxHash64.HashToUInt64(_rows.Row.Span);
        if (Form() is { } problem) return new(_rows.Line, hash, null, problem);
        (var entry, problem) = _builder.Build(_rows.Line, _values);
        return new(_rows.Line, hash, entry, problem);
    }

    public ValueTask DisposeAsync() => _rows.DisposeAsync();

    private QuarantinedRow? Form()
    {
        _values.Clear();
        switch (_rows.Fault)
        {
            case RowFault.TooLong:
                return new(_rows.Line, "", RowText.Quote(_rows.Row.Span), "catalogue.rowTooLong", $"longer than {RowReader.MaxRowBytes} bytes");
            case RowFault.Quote:
                return new(_rows.Line, "", RowText.Quote(_rows.Row.Span), "catalogue.quote",
                    "a quote is not paired: a field that holds a quote must stand in quotes, with its own quotes doubled");
        }

        if (RowText.IsUtf8(_rows.Row.Span)) return _form.Take(_rows, _values);
        (string column, string value) = _form.NotUtf8(_rows);
        return new(_rows.Line, column, value, "catalogue.encoding", "not UTF-8 text; save the file as UTF-8");
    }

    private static CatalogueFault? NotText(ReadOnlySpan<byte> first, CatalogueFormat format)
    {
        if (first.StartsWith("PAR1"u8)) return new("catalogue.encoding", "The catalogue is a Parquet file, not text: say format=parquet, or let its name end in .parquet.");
        if (first is [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..] || (format == CatalogueFormat.Csv && first.Contains((byte)0)))
            return new("catalogue.encoding", "The catalogue is not UTF-8 text (it looks like UTF-16 or binary): save it as UTF-8.");
        if (first.StartsWith("PK\u0003\u0004"u8))
            return new("catalogue.encoding", "The catalogue is a zip file, perhaps an Excel workbook: export it as CSV in UTF-8.");
        return format == CatalogueFormat.JsonLines || RowText.IsUtf8(first) ? null
            : new("catalogue.encoding", $"The catalogue's first line is not UTF-8 text: save the file as UTF-8. Found: {RowText.Quote(first)}");
    }
}
