using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace MediaAnalytics.Grains.Observations.Folding;

/// <summary>Asks for memory before it is needed. Changes nothing but time.</summary>
internal static class Prefetch
{
    private const int LineBytes = 64;

    /// <summary>Asks for all cache lines of a value. It may move meanwhile: then the wrong lines come, and no harm.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe void Lines<T>(ref T value)
        where T : unmanaged
    {
        if (!Sse.IsSupported)
            return;
        byte* start = (byte*)Unsafe.AsPointer(ref value);
        for (int line = 0; line < sizeof(T); line += LineBytes)
            Sse.Prefetch0(start + line);
        // What is longer than a word may end a line further on.
        if (sizeof(T) > sizeof(long))
            Sse.Prefetch0(start + sizeof(T) - 1);
    }
}
