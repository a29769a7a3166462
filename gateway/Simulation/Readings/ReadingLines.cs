using System.Buffers;
using System.Globalization;
using System.Text.Json;

namespace MediaAnalytics.Gateway.Simulation.Readings;

/// <summary>Writes readings as JSON lines into a buffer. Used by one thread at a time.</summary>
internal sealed class ReadingLines : IDisposable
{
    private readonly ArrayBufferWriter<byte> _buffer = new(1 << 17);
    private readonly Utf8JsonWriter _json;

    public ReadingLines() => _json = new Utf8JsonWriter(_buffer);

    /// <summary>Bytes not taken yet.</summary>
    public int Length => _buffer.WrittenCount;

    /// <summary>What was written since the last <see cref="Clear"/>.</summary>
    public ReadOnlyMemory<byte> Written => _buffer.WrittenMemory;

    public void Clear() => _buffer.ResetWrittenCount();

    /// <summary>Adds one line.</summary>
    public void Add(in Reading reading)
    {
        Span<char> instant = stackalloc char[20];
        DateTimeOffset.FromUnixTimeSeconds(reading.ObservedAt).UtcDateTime.TryFormat(
            instant, out _, "yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        _json.Reset();
        _json.WriteStartObject();
        _json.WriteString("mv"u8, reading.Mv);
        _json.WriteString("platform"u8, reading.Platform);
        _json.WriteString("source"u8, reading.Source);
        _json.WriteString("observedAt"u8, instant);
        var v = reading.Values;
        Number("impressions"u8, v.Impressions);
        Number("clicks"u8, v.Clicks);
        Number("views"u8, v.Views);
        Number("likes"u8, v.Likes);
        Number("comments"u8, v.Comments);
        Number("shares"u8, v.Shares);
        _json.WriteEndObject();
        _json.Flush();
        _buffer.Write("\n"u8);
    }

    public void Dispose() => _json.Dispose();

    private void Number(ReadOnlySpan<byte> name, long? value)
    {
        if (value is { } number) _json.WriteNumber(name, number);
    }
}
