using MediaAnalytics.Contracts.Catalogue;
using MediaAnalytics.Contracts.Observations;
using MediaAnalytics.Storage.Rows;

namespace MediaAnalytics.Grains.Catalogue.Importing;

/// <summary>Takes the values out of a catalogue's CSV rows by its header.</summary>
internal sealed class CsvCatalogueRows : ICatalogueRows
{
    private readonly CsvFields _fields = new();
    private readonly List<(CatalogueColumn? Known, string Name)> _columns = [];

    public IReadOnlyList<string> UnknownColumns => [.. _columns.Where(c => c.Known is null).Select(c => c.Name)];

    public CatalogueFault? Open(RowReader row)
    {
        if (row.Fault != RowFault.None) return Header("the first line is not a row of column names", RowText.Quote(row.Row.Span));
        _fields.Split(row.Row);
        for (int i = 0; i < _fields.Count; i++)
        {
            string name = RowText.Clean(_fields.Text(i));
            if (name.Length == 0) name = $"column{i + 1}";
            CatalogueColumn? known = CatalogueColumns.Find(name);
            if (_columns.Any(c => known is null ? c.Name == name : c.Known == known)) return Header($"the column {name} stands there twice", Found());
            _columns.Add((known, RowText.Quote(name)));
        }

        string missing = string.Join(" and ", new[] { CatalogueColumn.Id, CatalogueColumn.Title }
            .Where(needed => _columns.All(c => c.Known != needed)).Select(CatalogueColumns.Name));
        if (missing.Length > 0) return Header($"there is no column {missing}", Found());
        return UnknownColumns.Count <= CatalogueLimits.ExtraColumns ? null
            : Header($"{UnknownColumns.Count} columns are not the catalogue's own; at most {CatalogueLimits.ExtraColumns} are kept", Found());
    }

    public QuarantinedRow? Take(RowReader row, CatalogueValues values)
    {
        _fields.Split(row.Row);
        if (_fields.Count != _columns.Count)
            return new(row.Line, "", RowText.Quote(row.Row.Span), "catalogue.fieldCount",
                $"{_fields.Count} fields where the header has {_columns.Count}; a field that holds a comma must stand in quotes");
        for (int i = 0; i < _columns.Count; i++)
        {
            if (_fields.Raw(i).IsEmpty) continue;
            if (_columns[i].Known is { } known) values[known] = _fields.Text(i);
            else values.Extra.Add(new(_columns[i].Name, _fields.Text(i)));
        }

        return null;
    }

    /// <summary>The column of the first field that is not UTF-8.</summary>
    public (string Column, string Value) NotUtf8(RowReader row)
    {
        _fields.Split(row.Row);
        for (int i = 0; i < _fields.Count; i++)
            if (!RowText.IsUtf8(_fields.Raw(i))) return (i < _columns.Count ? _columns[i].Name : "", RowText.Quote(_fields.Raw(i)));
        return ("", RowText.Quote(row.Row.Span));
    }

    private string Found() => string.Join(",", Enumerable.Range(0, _fields.Count).Select(i => RowText.Quote(_fields.Raw(i))).Take(40));

    private static CatalogueFault Header(string what, string found) => new("catalogue.header",
        $"The first line must name the columns, separated by commas, id and title among them: {what}. Found: {found}");
}
