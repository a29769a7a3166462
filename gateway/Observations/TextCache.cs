using System.IO.Hashing;
using System.Text;
using MediaAnalytics.Storage.Rows;

namespace MediaAnalytics.Gateway.Observations;

/// <summary>
/// Remembers the cleaned text of bytes that keep coming back (platforms, sources, the MVs of a series). A newer text takes an older one's slot, so it
/// stays small. One caller at a time.
/// </summary>
internal sealed class TextCache(bool lowerCase)
{
    private const int Slots = 1_024, LongestKept = 64;

    private readonly (byte[]? Utf8, string Text)[] _slots = new (byte[]?, string)[Slots];

    /// <summary>The text of UTF-8 bytes, trimmed, in normal form C, in lower case where this cache is for such.</summary>
    public string Clean(ReadOnlySpan<byte> utf8)
    {
        if (utf8.Length > LongestKept) return Clean(Encoding.UTF8.GetString(utf8));
        ref (byte[]? Utf8, string Text) slot = ref _slots[(int)(XxHash3.HashToUInt64(utf8) % Slots)];
        if (slot.Utf8 is null || !utf8.SequenceEqual(slot.Utf8)) slot = (utf8.ToArray(), Clean(Encoding.UTF8.GetString(utf8)));
        return slot.Text;
    }

    /// <inheritdoc cref="Clean(ReadOnlySpan{byte})"/>
#pragma warning disable CA1308 // Platforms are written in lower case.
    public string Clean(string text) => lowerCase ? RowText.Clean(text).ToLowerInvariant() : RowText.Clean(text);
#pragma warning restore CA1308
}
