using System.Text;
using System.Text.Json;
using MediaAnalytics.Gateway.Client;
using MediaAnalytics.Storage.Rows;
using MediaAnalytics.Storage.Rows.Columnar;

namespace MediaAnalytics.Gateway.Verbs.Importing;

/// <summary>Finds the media files that a catalogue names. Rows that it can't make sense of are left to the server, which reports them.</summary>
internal static class MediaPaths
{
    private const string Column = "media";

    /// <summary>The distinct paths, in the catalogue's order.</summary>
    public static async Task<IReadOnlyList<string>> FindAsync(string catalogue, RowFormat format, CancellationToken cancellation)
    {
        if (format == RowFormat.Parquet) return await OfParquetAsync(catalogue, cancellation);
        bool jsonLines = format == RowFormat.JsonLines;
        var paths = new List<string>();
        var known = new HashSet<string>(StringComparer.Ordinal);
        var fields = new CsvFields();
        int column = -1;
        bool header = !jsonLines;
        await using var rows = new RowReader(TextFile.Open(catalogue), csv: !jsonLines);
        while (await rows.ReadAsync(cancellation))
        {
            if (rows.Fault != RowFault.None || !RowText.IsUtf8(rows.Row.Span)) continue;
            if (!jsonLines) fields.Split(rows.Row);
            if (header)
            {
                column = Enumerable.Range(0, fields.Count).FirstOrDefault(i => IsMedia(fields.Text(i)), -1);
                if (column < 0) break;
                header = false;
                continue;
            }

            string? path = jsonLines ? OfJson(rows.Row.Span) : column < fields.Count ? fields.Text(column) : null;
            path = RowText.Clean(path ?? "");
            if (path.Length > 0 && known.Add(path)) paths.Add(path);
        }

        return paths;
    }

    private static async Task<IReadOnlyList<string>> OfParquetAsync(string catalogue, CancellationToken cancellation)
    {
        await using ParquetRows rows = await ParquetRows.OpenAsync(await TextFile.SeekableAsync(TextFile.Open(catalogue), cancellation), ParquetLimits.File, cancellation);
        int column = Enumerable.Range(0, rows.Columns.Count).FirstOrDefault(i => IsMedia(rows.Columns[i].Name), -1);
        if (column < 0) return [];
        rows.Select([column]);
        var paths = new OrderedDictionary<string, bool>(StringComparer.Ordinal);
        while (await rows.ReadAsync(cancellation))
            if (rows.TryText(column, out ReadOnlySpan<byte> text) && RowText.IsUtf8(text) && RowText.Clean(Encoding.UTF8.GetString(text)) is { Length: > 0 } path)
                paths.TryAdd(path, true);
        return [.. paths.Keys];
    }

    private static string? OfJson(ReadOnlySpan<byte> line)
    {
        try
        {
            var json = new Utf8JsonReader(line);
            while (json.Read())
            {
                if (json.TokenType != JsonTokenType.PropertyName || json.CurrentDepth != 1) continue;
                bool media = IsMedia(json.GetString()!);
                json.Read();
                if (media) return json.TokenType == JsonTokenType.String ? json.GetString() : null;
                json.Skip();
            }
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)
        {
            // The server says what is wrong with the row.
            return null;
        }

        return null;
    }

    private static bool IsMedia(string name) => RowText.Clean(name).Equals(Column, StringComparison.OrdinalIgnoreCase);
}
