using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Text;

namespace MediaAnalytics.Storage.EventLog;

/// <summary>Reads the primitives of an encoded event; never trusts a length.</summary>
internal ref struct EventReader(ReadOnlySpan<byte> bytes)
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private ReadOnlySpan<byte> _rest = bytes;

    public readonly ReadOnlySpan<byte> Rest => _rest;

    public byte Byte() => Take(1)[0];

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ulong Unsigned()
    {
        // Up to eight bytes of seven bits at a stroke; which of them end a number tells how long the first one is.
        if (_rest.Length >= sizeof(ulong))
        {
            ulong word = BinaryPrimitives.ReadUInt64LittleEndian(_rest);
            ulong ends = ~word & 0x8080808080808080;
            if (ends != 0)
            {
                _rest = _rest[((BitOperations.TrailingZeroCount(ends) >> 3) + 1)..];
                return Joined(word & (ends ^ (ends - 1)));
            }
        }

        return ByteByByte();
    }

    public long Signed()
    {
        ulong value = Unsigned();
        return (long)(value >> 1) ^ -(long)(value & 1);
    }

    /// <summary>A number from 0 to <paramref name="most"/>.</summary>
    public long Bounded(long most, string what)
    {
        ulong value = Unsigned();
        return value <= (ulong)most ? (long)value : throw new InvalidDataException($"The event's {what} is {value}, beyond {most}.");
    }

    /// <summary>A number of things that take at least <paramref name="bytesEach"/> bytes each, so it can't be more than the rest can hold.</summary>
    public int Count(int bytesEach, string what) => (int)Bounded(_rest.Length / bytesEach, what);

    /// <summary>A text as it stands, unchecked.</summary>
    public ReadOnlySpan<byte> TextBytes() => Take(Count(1, "text length"));

    public string Text() => TextOf(TextBytes());

    /// <summary>A text from its bytes.</summary>
    public static string TextOf(ReadOnlySpan<byte> utf8)
    {
        try
        {
            return Strict.GetString(utf8);
        }
        catch (DecoderFallbackException e)
        {
            throw new InvalidDataException("A text of the event is not UTF-8.", e);
        }
    }

    public Guid Guid() => new(Take(16), bigEndian: true);

    public readonly void End()
    {
        if (!_rest.IsEmpty)
        {
            throw new InvalidDataException($"The event has {_rest.Length} bytes too many.");
        }
    }

    /// <summary>The low seven bits of each byte, side by side.</summary>
    private static ulong Joined(ulong word)
    {
        word &= 0x7F7F7F7F7F7F7F7F;
        word = (word & 0x007F007F007F007F) | ((word & 0x7F007F007F007F00) >> 1);
        word = (word & 0x00003FFF00003FFF) | ((word & 0x3FFF00003FFF0000) >> 2);
        return (word & 0x000000000FFFFFFF) | ((word & 0x0FFFFFFF00000000) >> 4);
    }

    private ulong ByteByByte()
    {
        ulong value = 0;
        for (int shift = 0; shift < 64; shift += 7)
        {
            byte next = Byte();
            if (shift == 63 && next > 1)
            {
                break;
            }

            value |= (ulong)(next & 0x7F) << shift;
            if (next < 0x80)
            {
                return value;
            }
        }

        throw new InvalidDataException("A number of the event is beyond 64 bits.");
    }

    private ReadOnlySpan<byte> Take(int count)
    {
        if (count > _rest.Length)
        {
            throw new InvalidDataException("The event ends in the middle.");
        }

        var taken = _rest[..count];
        _rest = _rest[count..];
        return taken;
    }
}
