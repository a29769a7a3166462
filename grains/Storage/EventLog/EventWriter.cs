using System.Buffers;
using System.Text;

namespace MediaAnalytics.Storage.EventLog;

/// <summary>Writes the primitives of an encoded event. Used by one thread.</summary>
internal sealed class EventWriter
{
    private readonly ArrayBufferWriter<byte> _bytes = new(1024);

    public void Byte(byte value)
    {
        _bytes.GetSpan(1)[0] = value;
        _bytes.Advance(1);
    }

    /// <summary>Seven bits a byte, lowest first; the top bit says that more follow.</summary>
    public void Unsigned(ulong value)
    {
        var span = _bytes.GetSpan(10);
        int n = 0;
        while (value >= 0x80)
        {
            span[n++] = (byte)(value | 0x80);
            value >>= 7;
        }

        span[n++] = (byte)value;
        _bytes.Advance(n);
    }

    /// <summary>Zigzag, so that small negative numbers stay short.</summary>
    public void Signed(long value) => Unsigned((ulong)((value << 1) ^ (value >> 63)));

    public void Text(string value)
    {
        int length = Encoding.UTF8.GetByteCount(value);
        Unsigned((ulong)length);
        Encoding.UTF8.GetBytes(value, _bytes.GetSpan(length));
        _bytes.Advance(length);
    }

    public void Guid(Guid value)
    {
        value.TryWriteBytes(_bytes.GetSpan(16), bigEndian: true, out _);
        _bytes.Advance(16);
    }

    public void Raw(ReadOnlySpan<byte> value) => _bytes.Write(value);

    public byte[] ToArray() => _bytes.WrittenSpan.ToArray();
}
