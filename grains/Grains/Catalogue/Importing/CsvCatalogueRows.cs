using MediaAnalytics.Contracts.Observations;
using MediaAnalytics.Storage.Rows;

namespace MediaAnalytics.Grains.Catalogue.Importing;

/// <summary>Takes the values out of a catalogue's CSV rows by its header.</summary>
internal sealed class CsvCatalogueRows : ICatalogueRows
{
    private readonly CsvFields _fields = new();
    private CatalogueHeader _header = CatalogueHeader.None;

    public IReadOnlyList<string> UnknownColumns => _header.Unknown;

    public CatalogueFault? Open(RowReader row)
    {
        if (row.Fault != RowFault.None) return CatalogueHeader.Fault("the first line is not a row of column names", RowText.Quote(row.Row.Span));
        _fields.Split(row.Row);
        string found = string.Join(",", Enumerable.Range(0, _fields.Count).Select(i => RowText.Quote(_fields.Raw(i))).Take(40));
        (CatalogueHeader? header, CatalogueFault? fault) = CatalogueHeader.Of(Enumerable.Range(0, _fields.Count).Select(_fields.Text), found);
        _header = header ?? _header;
        return fault;
    }

    public QuarantinedRow? Take(RowReader row, CatalogueValues values)
    {
        _fields.Split(row.Row);
        if (_fields.Count != _header.Columns.Count)
            return new(row.Line, "", RowText.Quote(row.Row.Span), "catalogue.fieldCount",
                $"{_fields.Count} fields where the header has {_header.Columns.Count}; a field that holds a comma must stand in quotes");
        for (int i = 0; i < _header.Columns.Count; i++)
        {
            if (_fields.Raw(i).IsEmpty) continue;
            if (_header.Columns[i].Known is { } known) values[known] = _fields.Text(i);
            else values.Extra.Add(new(_header.Columns[i].Name, _fields.Text(i)));
        }

        return null;
    }

    /// <summary>The column of the first field that is not UTF-8.</summary>
    public (string Column, string Value) NotUtf8(RowReader row)
    {
        _fields.Split(row.Row);
        for (int i = 0; i < _fields.Count; i++)
            if (!RowText.IsUtf8(_fields.Raw(i))) return (i < _header.Columns.Count ? _header.Columns[i].Name : "", RowText.Quote(_fields.Raw(i)));
        return ("", RowText.Quote(row.Row.Span));
    }
}
