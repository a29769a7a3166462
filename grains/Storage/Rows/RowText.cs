using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Unicode;

namespace MediaAnalytics.Storage.Rows;

/// <summary>Rules for text that comes from outside, the same for catalogues and readings, so that an id is one id everywhere.</summary>
public static class RowText
{
    /// <summary>Longest piece of a value that a quarantined row quotes, in UTF-16 units.</summary>
    public const int QuotedLength = 200;

    /// <summary>Whether bytes are well-formed UTF-8.</summary>
    public static bool IsUtf8(ReadOnlySpan<byte> bytes) => Utf8.IsValid(bytes);

    /// <summary>The text without white space around it, in Unicode normal form C.</summary>
    public static string Clean(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        string trimmed = text.Trim();
        return Ascii.IsValid(trimmed) || trimmed.IsNormalized() ? trimmed : trimmed.Normalize();
    }

    /// <summary>
    /// Whether a text holds a control character (C0, DEL, C1) or a lone surrogate. In prose, which is kept as it came, tab, line ends, DEL and C1 pass:
    /// real titles hold them.
    /// </summary>
    public static bool HasControl(string text, bool prose = false)
    {
        ArgumentNullException.ThrowIfNull(text);
        for (int i = 0; i < text.Length; i++)
        {
            char c = text[i];
            if (c is >= ' ' and < '\u007F') continue;
            if (char.IsControl(c) && !(prose && c is '\t' or '\n' or '\r' or >= '\u007F')) return true;
            if (!char.IsSurrogate(c)) continue;
            if (i + 1 >= text.Length || !char.IsSurrogatePair(c, text[i + 1])) return true;
            i++;
        }

        return false;
    }

    /// <summary>The text for a person to read: bytes that are not UTF-8 and control characters as <c>\xNN</c> and <c>\uNNNN</c>, cut to length.</summary>
    public static string Quote(ReadOnlySpan<byte> bytes)
    {
        var text = new StringBuilder();
        while (!bytes.IsEmpty && text.Length < QuotedLength)
        {
            OperationStatus status = Rune.DecodeFromUtf8(bytes, out Rune rune, out int length);
            if (status == OperationStatus.Done) Append(text, rune);
            else foreach (byte b in bytes[..length]) text.Append(CultureInfo.InvariantCulture, $"\\x{b:X2}");
            bytes = bytes[length..];
        }

        return Cut(text.ToString());
    }

    /// <inheritdoc cref="Quote(ReadOnlySpan{byte})"/>
    public static string Quote(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (text.Length <= QuotedLength && !HasControl(text)) return text;
        var quoted = new StringBuilder();
        foreach (Rune rune in text.EnumerateRunes())
        {
            if (quoted.Length >= QuotedLength) break;
            Append(quoted, rune);
        }

        return Cut(quoted.ToString());
    }

    private static void Append(StringBuilder text, Rune rune)
    {
        if (Rune.IsControl(rune) && rune.Value is not ('\t' or '\n' or '\r')) text.Append(CultureInfo.InvariantCulture, $"\\u{rune.Value:X4}");
        else text.Append(rune.ToString());
    }

    private static string Cut(string text)
    {
        if (text.Length <= QuotedLength) return text;
        int length = char.IsHighSurrogate(text[QuotedLength - 1]) ? QuotedLength - 1 : QuotedLength;
        return text[..length];
    }
}
