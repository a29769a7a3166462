using System.Runtime.InteropServices;

namespace MediaAnalytics.Storage.Sqlite;

/// <summary>Bytes as the array that SQLite's provider asks for.</summary>
internal static class Blob
{
    /// <summary>The array behind the bytes where they fill it, else a copy.</summary>
    public static byte[] Of(ReadOnlyMemory<byte> bytes) =>
        MemoryMarshal.TryGetArray(bytes, out var segment) && segment.Array!.Length == segment.Count ? segment.Array : bytes.ToArray();
}
