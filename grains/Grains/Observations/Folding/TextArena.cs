using System.Text;

namespace MediaAnalytics.Grains.Observations.Folding;

/// <summary>Texts as UTF-8, end to end, without an object each. What is replaced stays until the next restart. One thread at a time.</summary>
internal sealed class TextArena
{
    private const int PageShift = 16;
    private const int PageLength = 1 << PageShift;
    private const int LengthBits = 16;

    private readonly List<byte[]> pages = [];
    private int used = PageLength;

    /// <summary>Stores a text of up to 65,535 bytes; the handle that <see cref="Bytes"/> takes.</summary>
    public long Add(ReadOnlySpan<byte> utf8)
    {
        if (utf8.Length > ushort.MaxValue)
            throw new ArgumentOutOfRangeException(nameof(utf8), $"a text of {utf8.Length:N0} bytes is longer than {ushort.MaxValue:N0}");
        if (pages.Count == 0 || used + utf8.Length > PageLength)
        {
            pages.Add(new byte[PageLength]);
            used = 0;
        }

        utf8.CopyTo(pages[^1].AsSpan(used));
        long position = ((long)(pages.Count - 1) << PageShift) + used;
        used += utf8.Length;
        return (position << LengthBits) | (uint)utf8.Length;
    }

    /// <summary>The text of a handle.</summary>
    public ReadOnlySpan<byte> Bytes(long handle)
    {
        long position = handle >> LengthBits;
        return pages[(int)(position >> PageShift)].AsSpan((int)(position & (PageLength - 1)), (int)(handle & ushort.MaxValue));
    }

    /// <summary>Asks for the text of a handle before it is needed.</summary>
    public void Prefetch(long handle)
    {
        long position = handle >> LengthBits;
        Folding.Prefetch.Lines(ref pages[(int)(position >> PageShift)][(int)(position & (PageLength - 1))]);
    }

    /// <summary>The text of a handle.</summary>
    public string Text(long handle) => Encoding.UTF8.GetString(Bytes(handle));
}
