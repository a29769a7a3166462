namespace MediaAnalytics.Storage.Rows;

/// <summary>Where the first row of some bytes ends. All its marks are ASCII, so UTF-8 text needs no decoding.</summary>
/// <param name="Length">Bytes of the row, without its line end; -1 where more bytes are needed to tell.</param>
/// <param name="Consumed">Bytes of the row with its line end.</param>
/// <param name="Lines">Lines that the row covers.</param>
/// <param name="Fault">What is wrong with it.</param>
internal readonly record struct RowScan(int Length, int Consumed, int Lines, RowFault Fault)
{
    private static readonly RowScan Incomplete = new(-1, 0, 0, RowFault.None);

    /// <summary>A row is a line.</summary>
    public static RowScan Line(ReadOnlySpan<byte> bytes, bool ended, RowFault fault = RowFault.None)
    {
        int end = bytes.IndexOf((byte)'\n');
        if (end < 0 && !ended) return Incomplete;
        int consumed = end < 0 ? bytes.Length : end + 1;
        int length = end < 0 ? bytes.Length : end;
        if (length > 0 && bytes[length - 1] == '\r') length--;
        return new(length, consumed, 1, fault);
    }

    /// <summary>A row of comma-separated values (RFC 4180): line ends within quotes belong to the field.</summary>
    public static RowScan Csv(ReadOnlySpan<byte> bytes, bool ended)
    {
        RowScan line = Line(bytes, ended);
        if (line.Length < 0 || !bytes[..line.Length].Contains((byte)'"')) return line;
        for (int i = 0; ;)
        {
            int after;
            if (i < bytes.Length && bytes[i] == '"')
            {
                after = AfterClosingQuote(bytes, i + 1, ended);
                if (after == NeedsMore) return Incomplete;
                if (after == Unclosed) return Line(bytes, ended, RowFault.Quote);
            }
            else
            {
                int mark = bytes[i..].IndexOfAny((byte)',', (byte)'\n', (byte)'"');
                if (mark < 0 && !ended) return Incomplete;
                after = mark < 0 ? bytes.Length : i + mark;
            }

            if (after == bytes.Length) return ended ? Ended(bytes, after, after) : Incomplete;
            switch (bytes[after])
            {
                case (byte)',': i = after + 1; break;
                case (byte)'\n': return Ended(bytes, after, after + 1);
                case (byte)'\r' when after + 1 == bytes.Length: return ended ? Ended(bytes, after, after + 1) : Incomplete;
                case (byte)'\r' when bytes[after + 1] == '\n': return Ended(bytes, after, after + 2);
                default: return Line(bytes, ended, RowFault.Quote);
            }
        }
    }

    private const int NeedsMore = -1, Unclosed = -2;

    private static int AfterClosingQuote(ReadOnlySpan<byte> bytes, int i, bool ended)
    {
        while (true)
        {
            int quote = bytes[i..].IndexOf((byte)'"');
            if (quote < 0) return ended ? Unclosed : NeedsMore;
            i += quote + 1;
            if (i == bytes.Length) return ended ? i : NeedsMore;
            if (bytes[i] != '"') return i;
            i++;
        }
    }

    private static RowScan Ended(ReadOnlySpan<byte> bytes, int length, int consumed)
    {
        if (length > 0 && bytes[length - 1] == '\r') length--;
        return new(length, consumed, bytes[..length].Count((byte)'\n') + 1, RowFault.None);
    }
}
