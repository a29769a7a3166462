using System.Buffers.Binary;
using System.Text;

namespace MediaAnalytics.Tests.Cluster.Telemetry;

/// <summary>Reads the fields of one protobuf message: number and value, whatever the schema. Enough for OTLP.</summary>
internal static class ProtoFields
{
    /// <summary>A field's number, and its value: of a length-delimited one the bytes, of any other the number.</summary>
    public readonly record struct Field(int Number, ReadOnlyMemory<byte> Bytes, ulong Value)
    {
        public string Text => Encoding.UTF8.GetString(Bytes.Span);

        public string Hex => Convert.ToHexStringLower(Bytes.Span);
    }

    /// <summary>All fields, in order.</summary>
    public static IEnumerable<Field> Read(ReadOnlyMemory<byte> message)
    {
        int at = 0;
        while (at < message.Length)
        {
            ulong tag = Varint(message, ref at);
            int number = (int)(tag >> 3);
            switch (tag & 7)
            {
                case 0:
                    yield return new(number, default, Varint(message, ref at));
                    break;
                case 1:
                    yield return new(number, default, BinaryPrimitives.ReadUInt64LittleEndian(message.Span.Slice(at, 8)));
                    at += 8;
                    break;
                case 2:
                    int length = (int)Varint(message, ref at);
                    yield return new(number, message.Slice(at, length), 0);
                    at += length;
                    break;
                case 5:
                    yield return new(number, default, BinaryPrimitives.ReadUInt32LittleEndian(message.Span.Slice(at, 4)));
                    at += 4;
                    break;
                default:
                    throw new InvalidDataException($"field {number} has wire type {tag & 7}");
            }
        }
    }

    /// <summary>The messages in one repeated field.</summary>
    public static IEnumerable<ReadOnlyMemory<byte>> Of(ReadOnlyMemory<byte> message, int number) =>
        Read(message).Where(field => field.Number == number).Select(field => field.Bytes);

    private static ulong Varint(ReadOnlyMemory<byte> message, ref int at)
    {
        ulong value = 0;
        for (int shift = 0; ; shift += 7)
        {
            byte next = message.Span[at++];
            value |= (ulong)(next & 0x7f) << shift;
            if (next < 0x80)
                return value;
        }
    }
}
