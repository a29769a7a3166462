using System.Buffers;
using System.Text;
using MediaAnalytics.Storage.Rows.Columnar;

namespace MediaAnalytics.Gateway.Observations;

/// <summary>Writes a Parquet file's row as a line of JSON. Text that is not UTF-8 goes as it stands: the parser says so.</summary>
internal static class JsonLine
{
    private static readonly SearchValues<byte> Escaped = SearchValues.Create([.. Enumerable.Range(0, 32).Select(i => (byte)i), (byte)'"', (byte)'\\']);

    private static readonly byte[][] Keys = [.. ReadingFields.Names.Select(name => Encoding.UTF8.GetBytes($"\"{name}\":"))];

    /// <summary>Writes the row's fields from their columns' places; a field without a value is left out.</summary>
    public static void Write(ArrayBufferWriter<byte> line, ParquetRows row, ReadOnlySpan<int> places)
    {
        line.Write("{"u8);
        for (int field = 0; field < places.Length; field++)
        {
            if (places[field] < 0 || !row.TryText(places[field], out ReadOnlySpan<byte> value)) continue;
            if (line.WrittenCount > 1) line.Write(","u8);
            line.Write(Keys[field]);
            if (row.Columns[places[field]].IsBare && !IsName(value)) line.Write(value);
            else WriteText(line, value);
        }

        line.Write("}"u8);
    }

    // NaN and the infinities are no JSON.
    private static bool IsName(ReadOnlySpan<byte> value) => value.EndsWith("N"u8) || value.EndsWith("y"u8);

    private static void WriteText(ArrayBufferWriter<byte> line, ReadOnlySpan<byte> text)
    {
        // What is longer makes the line too long, whatever follows.
        text = text[..Math.Min(text.Length, ReadingParser.MaxLineBytes)];
        line.Write("\""u8);
        for (int end; (end = text.IndexOfAny(Escaped)) >= 0; text = text[(end + 1)..])
        {
            line.Write(text[..end]);
            if (text[end] < ' ') line.Write(Encoding.ASCII.GetBytes($"\\u{text[end]:x4}"));
            else line.Write([(byte)'\\', text[end]]);
        }

        line.Write(text);
        line.Write("\""u8);
    }
}
