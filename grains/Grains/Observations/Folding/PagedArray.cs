using System.Runtime.InteropServices;

namespace MediaAnalytics.Grains.Observations.Folding;

/// <summary>A list of blittable values that grows without ever copying them. One thread at a time.</summary>
internal sealed class PagedArray<T>
    where T : unmanaged
{
    private const int PageShift = 10;
    private const int PageLength = 1 << PageShift;

    private readonly List<T[]> pages = [];

    /// <summary>How many there are.</summary>
    public int Count { get; private set; }

    /// <summary>The value at a place.</summary>
    public ref T this[int place] => ref pages[place >> PageShift][place & (PageLength - 1)];

    /// <summary>Adds a value; its place.</summary>
    public int Add(in T value)
    {
        if (Count >> PageShift == pages.Count)
            pages.Add(GC.AllocateArray<T>(PageLength));
        this[Count] = value;
        return Count++;
    }

    /// <summary>Forgets the values from a place on.</summary>
    public void Cut(int count)
    {
        Count = count;
        int needed = (count + PageLength - 1) >> PageShift;
        pages.RemoveRange(needed, pages.Count - needed);
    }

    /// <summary>Shows the values as bytes, page by page.</summary>
    public void Show(Action<ReadOnlySpan<byte>> write)
    {
        for (int page = 0; page < pages.Count; page++)
            write(MemoryMarshal.AsBytes(pages[page].AsSpan(0, Math.Min(PageLength, Count - (page << PageShift)))));
    }

    /// <summary>Fills the empty list with values that <paramref name="read"/> gives as bytes, page by page.</summary>
    public void Fill(int count, Action<Span<byte>> read)
    {
        while (Count < count)
        {
            var page = new T[PageLength];
            int length = Math.Min(PageLength, count - Count);
            read(MemoryMarshal.AsBytes(page.AsSpan(0, length)));
            pages.Add(page);
            Count += length;
        }
    }
}
