using MediaAnalytics.Contracts.Observations;
using MediaAnalytics.Storage.Rows;

namespace MediaAnalytics.Grains.Catalogue.Importing;

/// <summary>Takes values out of a catalogue's rows in one form.</summary>
internal interface ICatalogueRows
{
    /// <summary>Columns seen so far that the product has no meaning for.</summary>
    IReadOnlyList<string> UnknownColumns { get; }

    /// <summary>Takes a row's values; the problem where the row has not even the form.</summary>
    QuarantinedRow? Take(RowReader row, CatalogueValues values);

    /// <summary>The column and the value that are not UTF-8.</summary>
    (string Column, string Value) NotUtf8(RowReader row);
}
