using System.IO.Compression;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace MediaAnalytics.Gateway.Dashboard.Feed;

/// <summary>
/// One server-sent event, encoded once for all viewers. <see cref="Gzip"/> is a run of whole deflate blocks that refer to nothing before
/// them, so frames can be strung together in any order behind one <see cref="GzipHeader"/>.
/// </summary>
internal sealed class LiveFrame
{
    // Titles in any script stay as they are: the stream is UTF-8 and is parsed as JSON, never as HTML.
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    private readonly Lazy<byte[]> _gzip;

    private LiveFrame(ReadOnlyMemory<byte> plain)
    {
        Plain = plain;
        _gzip = new(() => Deflate(Plain));
    }

    /// <summary>The header of a gzip stream that has no end (RFC 1952).</summary>
    public static ReadOnlyMemory<byte> GzipHeader { get; } = new byte[] { 0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 255 };

    /// <summary>How viewers come back after a break, sent first.</summary>
    public static LiveFrame Greeting { get; } = new(Encoding.UTF8.GetBytes("retry: 2000\n\n"));

    /// <summary>The event as it is.</summary>
    public ReadOnlyMemory<byte> Plain { get; }

    /// <summary>The event compressed.</summary>
    public ReadOnlyMemory<byte> Gzip => _gzip.Value;

    /// <summary>An event that carries <paramref name="value"/> as JSON.</summary>
    public static LiveFrame Of<T>(string name, T value)
    {
        using var frame = new MemoryStream();
        frame.Write(Encoding.UTF8.GetBytes($"event: {name}\ndata: "));
        JsonSerializer.Serialize(frame, value, Json);
        frame.Write("\n\n"u8);
        return new(frame.ToArray().AsMemory());
    }

    private static byte[] Deflate(ReadOnlyMemory<byte> plain)
    {
        using var compressed = new MemoryStream();
        using var deflate = new DeflateStream(compressed, CompressionLevel.Fastest, leaveOpen: true);
        deflate.Write(plain.Span);
        // Flush ends the last block on a byte's boundary without marking it final; what Dispose would add is left out.
        deflate.Flush();
        return compressed.ToArray();
    }
}
