using System.Buffers.Binary;
using System.IO.Hashing;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;

namespace MediaAnalytics.Grains.Observations.Folding;

/// <summary>Writes a snapshot's primitives, little-endian, and hashes what it writes. One thread at a time.</summary>
internal sealed class SnapshotWriter(Stream stream)
{
    private readonly XxHash64 hash = new();
    private readonly byte[] buffer = new byte[1 << 16];
    private int used;

    public void Int64(long value)
    {
        Span<byte> bytes = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, value);
        Bytes(bytes);
    }

    /// <summary>A text of UTF-8 with its length before it.</summary>
    public void Text(ReadOnlySpan<byte> utf8)
    {
        Int64(utf8.Length);
        Bytes(utf8);
    }

    public void Text(string text) => Text(Encoding.UTF8.GetBytes(text));

    /// <summary>A blittable value as it lies in memory.</summary>
    public void Raw<T>(in T value)
        where T : unmanaged => Bytes(MemoryMarshal.AsBytes(new ReadOnlySpan<T>(in value)));

    /// <summary>The number of a list's values, their size, and the values as they lie in memory.</summary>
    public void Raw<T>(PagedArray<T> values)
        where T : unmanaged
    {
        Int64(values.Count);
        Int64(Unsafe.SizeOf<T>());
        values.Show(Bytes);
    }

    public void Bytes(ReadOnlySpan<byte> bytes)
    {
        if (used + bytes.Length > buffer.Length)
            Flush();
        if (bytes.Length > buffer.Length)
        {
            Put(bytes);
            return;
        }

        bytes.CopyTo(buffer.AsSpan(used));
        used += bytes.Length;
    }

    /// <summary>Ends the snapshot with the XXH64 of all before it.</summary>
    public void End()
    {
        Flush();
        Span<byte> bytes = stackalloc byte[sizeof(ulong)];
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, hash.GetCurrentHashAsUInt64());
        stream.Write(bytes);
    }

    private void Flush()
    {
        Put(buffer.AsSpan(0, used));
        used = 0;
    }

    private void Put(ReadOnlySpan<byte> bytes)
    {
        hash.Append(bytes);
        stream.Write(bytes);
    }
}
