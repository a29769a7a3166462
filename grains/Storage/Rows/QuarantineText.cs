using System.Globalization;
using System.Text;
using MediaAnalytics.Contracts.Observations;

namespace MediaAnalytics.Storage.Rows;

/// <summary>A quarantine file: CSV with the columns <c>line, column, value, code, reason</c>, a row for each row that was not accepted.</summary>
public static class QuarantineText
{
    /// <summary>The file's first line.</summary>
    public const string Header = "line,column,value,code,reason\n";

    /// <summary>The rows' text, without the header.</summary>
    public static string Rows(IEnumerable<QuarantinedRow> rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        var csv = new StringBuilder();
        foreach (QuarantinedRow row in rows)
            CsvText.AppendRow(csv, row.Line.ToString(CultureInfo.InvariantCulture), row.Column, row.Value, row.Code, row.Reason);
        return csv.ToString();
    }
}
