using System.Text;

namespace MediaAnalytics.Storage.Rows;

/// <summary>Writes comma-separated values (RFC 4180, lines end with LF).</summary>
public static class CsvText
{
    /// <summary>Appends one row.</summary>
    public static void AppendRow(StringBuilder csv, params ReadOnlySpan<string> fields)
    {
        ArgumentNullException.ThrowIfNull(csv);
        for (int i = 0; i < fields.Length; i++)
        {
            if (i > 0) csv.Append(',');
            AppendField(csv, fields[i]);
        }

        csv.Append('\n');
    }

    private static void AppendField(StringBuilder csv, string field)
    {
        bool plain = field.AsSpan().IndexOfAny(",\"\r\n") < 0 && (field.Length == 0 || (field[0] != ' ' && field[^1] != ' '));
        if (plain) csv.Append(field);
        else csv.Append('"').Append(field.Replace("\"", "\"\"", StringComparison.Ordinal)).Append('"');
    }
}
