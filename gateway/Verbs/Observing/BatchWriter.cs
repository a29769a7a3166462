using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using MediaAnalytics.Gateway.Observations;

namespace MediaAnalytics.Gateway.Verbs.Observing;

/// <summary>Gathers rows as JSON lines for one batch; values go as the text that stands in the file, for the server to judge. One caller at a time.</summary>
internal sealed class BatchWriter : IDisposable
{
    /// <summary>Rows of a batch.</summary>
    public const int MaxRows = 5_000;

    /// <summary>Bytes after which a batch is full; far below the server's limit, since one more row still fits.</summary>
    public const int MaxBytes = 4 << 20;

    private static readonly JsonEncodedText[] Names = [.. ReadingFields.Names.Select(name => JsonEncodedText.Encode(name))];

    private readonly ArrayBufferWriter<byte> _body = new(1 << 18);
    private readonly List<long> _lines = [];
    private readonly Utf8JsonWriter _json;

    public BatchWriter() => _json = new(_body, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true });

    public bool IsFull => _lines.Count >= MaxRows || _body.WrittenCount >= MaxBytes;

    public bool IsEmpty => _lines.Count == 0;

    public void Dispose() => _json.Dispose();

    public void BeginRow(long line)
    {
        _lines.Add(line);
        _json.WriteStartObject();
    }

    public void Write(ReadingField field, string text)
    {
        if (text.Length > 0) _json.WriteString(Names[(int)field], text);
    }

    public void EndRow()
    {
        _json.WriteEndObject();
        _json.Flush();
        _json.Reset();
        _body.Write("\n"u8);
    }

    /// <summary>The batch so far; the writer begins anew.</summary>
    public RowBatch Take()
    {
        var batch = new RowBatch(_body.WrittenSpan.ToArray(), [.. _lines]);
        _body.ResetWrittenCount();
        _lines.Clear();
        return batch;
    }
}
