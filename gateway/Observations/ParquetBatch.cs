using System.Buffers;
using MediaAnalytics.Storage.Rows;
using MediaAnalytics.Storage.Rows.Columnar;

namespace MediaAnalytics.Gateway.Observations;

/// <summary>
/// Reads a batch in Parquet. Each row is judged as the line of JSON that says the same, so that no rule exists twice; a quarantined row is named by its
/// number in the file, from 1.
/// </summary>
internal static class ParquetBatch
{
    /// <summary>Reads a body; null where it has more rows than allowed.</summary>
    /// <exception cref="ParquetFileException">It can't be read, or lacks a column that every reading needs.</exception>
    public static async Task<ParsedBatch?> ParseAsync(
        Stream body, int partitions, int maxRows, int maxBytes, ReadingParser parser, CancellationToken cancellation)
    {
        await using ParquetRows rows = await ParquetRows.OpenAsync(body, new(maxRows, maxBytes), cancellation);
        if (rows.Rows > maxRows) return null;
        int[] places = Places(rows.Columns);
        rows.Select(places.Where(place => place >= 0));
        var batch = new BatchCollector(partitions);
        var line = new ArrayBufferWriter<byte>(1_024);
        while (await rows.ReadAsync(cancellation))
        {
            line.ResetWrittenCount();
            JsonLine.Write(line, rows, places);
            batch.Add(parser.Parse(line.WrittenSpan, rows.Row));
        }

        return batch.ToBatch([.. rows.Columns.Select(column => RowText.Quote(column.Name)).Except(ReadingFields.Names, StringComparer.Ordinal)
            .Order(StringComparer.Ordinal).Take(ReadingParser.MaxUnknownFields)]);
    }

    private static int[] Places(IReadOnlyList<ParquetColumn> columns)
    {
        var places = new int[ReadingFields.Count];
        for (int field = 0; field < places.Length; field++)
        {
            string name = ReadingFields.Names[field];
            int[] found = [.. Enumerable.Range(0, columns.Count).Where(i => columns[i].Name == name)];
            if (found.Length > 1) throw new ParquetFileException($"it has {found.Length} columns '{name}'");
            places[field] = found.FirstOrDefault(-1);
            if (places[field] < 0 && (ReadingField)field <= ReadingField.ObservedAt) throw new ParquetFileException($"it has no column '{name}'. {Found(columns)}");
        }

        return places[(int)ReadingField.Impressions..].Any(place => place >= 0) ? places
            : throw new ParquetFileException($"it has no column of a counter ({string.Join(", ", ReadingFields.Names[(int)ReadingField.Impressions..])}). {Found(columns)}");
    }

    private static string Found(IReadOnlyList<ParquetColumn> columns) =>
        RowText.Quote($"Columns found: {string.Join(", ", columns.Take(20).Select(column => column.Name))}");
}
