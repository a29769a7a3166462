using System.Text;

namespace MediaAnalytics.Storage.Rows;

/// <summary>The fields of one well-formed row of comma-separated values. Reused from row to row, by one caller at a time.</summary>
public sealed class CsvFields
{
    private readonly List<(int Start, int Length, bool Quoted)> _fields = [];
    private ReadOnlyMemory<byte> _row;

    /// <summary>How many fields the row has.</summary>
    public int Count => _fields.Count;

    /// <summary>Splits a row that a <see cref="RowReader"/> found without fault; it must stay as it is while its fields are read.</summary>
    public void Split(ReadOnlyMemory<byte> row)
    {
        _row = row;
        _fields.Clear();
        ReadOnlySpan<byte> bytes = row.Span;
        for (int i = 0; ;)
        {
            bool quoted = i < bytes.Length && bytes[i] == '"';
            int end = quoted ? ClosingQuote(bytes, i + 1) : bytes[i..].IndexOf((byte)',') is var comma and >= 0 ? i + comma : bytes.Length;
            _fields.Add(quoted ? (i + 1, end - i - 1, true) : (i, end - i, false));
            i = quoted ? end + 1 : end;
            if (i >= bytes.Length) return;
            i++;
        }
    }

    /// <summary>A field's bytes as they stand in the row; doubled quotes are still doubled.</summary>
    public ReadOnlySpan<byte> Raw(int index) => _row.Span.Slice(_fields[index].Start, _fields[index].Length);

    /// <summary>A field's text. Bytes that are not UTF-8 become U+FFFD: check with <see cref="RowText.IsUtf8"/> first.</summary>
    public string Text(int index)
    {
        ReadOnlySpan<byte> raw = Raw(index);
        string text = Encoding.UTF8.GetString(raw);
        return _fields[index].Quoted && raw.Contains((byte)'"') ? text.Replace("\"\"", "\"", StringComparison.Ordinal) : text;
    }

    private static int ClosingQuote(ReadOnlySpan<byte> bytes, int i)
    {
        while (true)
        {
            int quote = bytes[i..].IndexOf((byte)'"');
            if (quote < 0) return bytes.Length;
            i += quote;
            if (i + 1 >= bytes.Length || bytes[i + 1] != '"') return i;
            i += 2;
        }
    }
}
