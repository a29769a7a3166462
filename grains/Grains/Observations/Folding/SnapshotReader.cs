using System.Buffers.Binary;
using System.IO.Hashing;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;

namespace MediaAnalytics.Grains.Observations.Folding;

/// <summary>Reads what <see cref="SnapshotWriter"/> wrote, after <see cref="Check"/> has proved it whole. One thread at a time.</summary>
internal sealed class SnapshotReader(Stream stream)
{
    /// <summary>Reads a snapshot to its end and compares its hash.</summary>
    /// <exception cref="InvalidDataException">It is damaged.</exception>
    public static void Check(Stream stream)
    {
        const int hashLength = sizeof(ulong);
        var hash = new XxHash64();
        var buffer = new byte[1 << 20];
        int used = 0;
        for (int read; (read = stream.Read(buffer, used, buffer.Length - used)) > 0;)
        {
            used += read;
            int sure = Math.Max(0, used - hashLength);
            hash.Append(buffer.AsSpan(0, sure));
            buffer.AsSpan(sure, used - sure).CopyTo(buffer);
            used -= sure;
        }

        if (used != hashLength || hash.GetCurrentHashAsUInt64() != BinaryPrimitives.ReadUInt64LittleEndian(buffer))
            throw new InvalidDataException("the snapshot is damaged: its checksum does not match");
    }

    public long Int64()
    {
        Span<byte> bytes = stackalloc byte[sizeof(long)];
        Bytes(bytes);
        return BinaryPrimitives.ReadInt64LittleEndian(bytes);
    }

    public byte[] Utf8()
    {
        var utf8 = new byte[Int64()];
        Bytes(utf8);
        return utf8;
    }

    public string Text() => Encoding.UTF8.GetString(Utf8());

    public T Raw<T>()
        where T : unmanaged
    {
        T value = default;
        Bytes(MemoryMarshal.AsBytes(new Span<T>(ref value)));
        return value;
    }

    public void Raw<T>(PagedArray<T> values)
        where T : unmanaged
    {
        long count = Int64(), size = Int64();
        if (size != Unsafe.SizeOf<T>())
            throw new InvalidDataException($"the snapshot holds {typeof(T).Name} in {size} bytes; this program has it in {Unsafe.SizeOf<T>()}");
        values.Fill((int)count, Bytes);
    }

    public void Bytes(Span<byte> bytes) => stream.ReadExactly(bytes);
}
