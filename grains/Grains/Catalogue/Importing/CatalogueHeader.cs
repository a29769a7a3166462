using MediaAnalytics.Contracts.Catalogue;
using MediaAnalytics.Storage.Rows;

namespace MediaAnalytics.Grains.Catalogue.Importing;

/// <summary>The columns of a catalogue that names them once, for all its rows.</summary>
/// <param name="Columns">In their order: what each is, where it is the catalogue's own, and its name.</param>
internal sealed record CatalogueHeader(IReadOnlyList<(CatalogueColumn? Known, string Name)> Columns)
{
    /// <summary>No columns.</summary>
    public static CatalogueHeader None { get; } = new([]);

    /// <summary>The columns that the product has no meaning for.</summary>
    public IReadOnlyList<string> Unknown { get; } = [.. Columns.Where(c => c.Known is null).Select(c => c.Name)];

    /// <summary>The columns of these names, or why they are none; <paramref name="found"/> is what the fault quotes.</summary>
    public static (CatalogueHeader? Header, CatalogueFault? Fault) Of(IEnumerable<string> names, string found)
    {
        var columns = new List<(CatalogueColumn? Known, string Name)>();
        foreach (string text in names)
        {
            string name = RowText.Clean(text);
            if (name.Length == 0) name = $"column{columns.Count + 1}";
            CatalogueColumn? known = CatalogueColumns.Find(name);
            if (columns.Any(c => known is null ? c.Name == name : c.Known == known)) return (null, Fault($"the column {name} stands there twice", found));
            columns.Add((known, RowText.Quote(name)));
        }

        string missing = string.Join(" and ", new[] { CatalogueColumn.Id, CatalogueColumn.Title }
            .Where(needed => columns.All(c => c.Known != needed)).Select(CatalogueColumns.Name));
        if (missing.Length > 0) return (null, Fault($"there is no column {missing}", found));
        var header = new CatalogueHeader(columns);
        return header.Unknown.Count <= CatalogueLimits.ExtraColumns
            ? (header, null)
            : (null, Fault($"{header.Unknown.Count} columns are not the catalogue's own; at most {CatalogueLimits.ExtraColumns} are kept", found));
    }

    /// <summary>Says what is wrong with a header.</summary>
    public static CatalogueFault Fault(string what, string found) => new("catalogue.header",
        $"The catalogue must name its columns (CSV: in the first line, separated by commas), id and title among them: {what}. Found: {found}");
}
