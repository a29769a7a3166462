namespace MediaAnalytics.Gateway.Observations;

/// <summary>Reads counters: whole numbers from 0 to <see cref="Largest"/>, in digits; <c>12.0</c> is 12, as programs that know no whole numbers write it.</summary>
internal static class CountParser
{
    /// <summary>Largest value, so that sums over nine thousand of the largest still fit 64 bits.</summary>
    public const long Largest = 1_000_000_000_000_000;

    /// <summary>Reads a counter, or says what is wrong with it.</summary>
    public static (string Code, string Reason)? Parse(ReadOnlySpan<byte> text, out long value)
    {
        value = 0;
        bool negative = text is [(byte)'-', ..];
        int digits = negative ? 1 : 0;
        for (; digits < text.Length && text[digits] is >= (byte)'0' and <= (byte)'9'; digits++)
        {
            if (value > Largest) continue;
            value = value * 10 + (text[digits] - '0');
        }

        bool whole = digits > (negative ? 1 : 0) && IsZeroFraction(text[digits..]);
        if (!whole) return ("reading.notWhole", "not a whole number in digits, without separators, as in 1530588");
        if (negative && value > 0) return ("reading.negative", "a counter is 0 or more");
        return value > Largest ? ("reading.tooLarge", $"a counter is {Largest} at most") : null;
    }

    private static bool IsZeroFraction(ReadOnlySpan<byte> text) =>
        text.IsEmpty || (text.Length > 1 && text[0] == '.' && !text[1..].ContainsAnyExcept((byte)'0'));
}
