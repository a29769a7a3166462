using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using MediaAnalytics.Contracts.Observations;
using MediaAnalytics.Gateway.Client;
using MediaAnalytics.Gateway.Observations;
using MediaAnalytics.Storage.Rows;

namespace MediaAnalytics.Gateway.Verbs.Observing;

/// <summary>Turns the rows of a CSV or JSON lines file into batches.</summary>
internal sealed class ReadingRows(FieldMap map, bool jsonLines) : IReadingRows
{
    private static readonly ReadingField[] Fields = Enum.GetValues<ReadingField>();

    private readonly CsvFields _fields = new();
    private readonly BatchWriter _batch = new();
    private readonly Dictionary<string, string?> _values = new(StringComparer.Ordinal);
    private int[]? _places;
    private int _columns;

    public long Rows { get; private set; }

    public List<QuarantinedRow> Quarantined { get; } = [];

    public void Dispose() => _batch.Dispose();

    public async IAsyncEnumerable<RowBatch> ReadAsync(Stream stream, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await using var rows = new RowReader(stream, csv: !jsonLines);
        while (await rows.ReadAsync(cancellation))
        {
            if (!jsonLines && _places is null)
            {
                ReadHeader(rows);
                continue;
            }

            Rows++;
            if (Take(rows) is { } problem) Quarantined.Add(problem);
            if (_batch.IsFull) yield return _batch.Take();
        }

        if (!_batch.IsEmpty) yield return _batch.Take();
        else if (Rows == 0) throw new ClientFault(jsonLines || _places is not null ? "The file has no rows." : "The file is empty: its first line must name the columns.");
    }

    private void ReadHeader(RowReader rows)
    {
        if (rows.Fault != RowFault.None || !RowText.IsUtf8(rows.Row.Span))
            throw new ClientFault($"The first line does not name columns in UTF-8, separated by commas: {RowText.Quote(rows.Row.Span)}");
        _fields.Split(rows.Row);
        _columns = _fields.Count;
        _places = map.Places([.. Enumerable.Range(0, _columns).Select(i => RowText.Clean(_fields.Text(i)))]);
    }

    private QuarantinedRow? Take(RowReader rows)
    {
        QuarantinedRow Bad(string code, string reason) => new(rows.Line, "", RowText.Quote(rows.Row.Span), code, reason);
        if (rows.Fault == RowFault.TooLong) return Bad("file.rowTooLong", $"longer than {RowReader.MaxRowBytes} bytes");
        if (rows.Fault == RowFault.Quote) return Bad("file.quote", "a quote is not paired: a field that holds a quote must stand in quotes, with its own quotes doubled");
        if (!RowText.IsUtf8(rows.Row.Span)) return Bad("file.encoding", "not UTF-8 text");
        if (jsonLines)
        {
            if (!TakeJson(rows.Row.Span)) return Bad("file.json", "a line must be one JSON object");
            Write(rows.Line, field => map.Column(field) is { } column ? _values.GetValueOrDefault(column) : null);
            return null;
        }

        _fields.Split(rows.Row);
        if (_fields.Count != _columns) return Bad("file.fieldCount", $"{_fields.Count} fields where the header has {_columns}");
        Write(rows.Line, field => _places![(int)field] is var place and >= 0 ? _fields.Text(place) : null);
        return null;
    }

    private bool TakeJson(ReadOnlySpan<byte> line)
    {
        _values.Clear();
        try
        {
            var json = new Utf8JsonReader(line);
            if (!json.Read() || json.TokenType != JsonTokenType.StartObject) return false;
            while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
            {
                string name = json.GetString()!;
                json.Read();
                int start = (int)json.TokenStartIndex;
                if (json.TokenType == JsonTokenType.String) _values[name] = json.GetString();
                else
                {
                    json.Skip();
                    _values[name] = json.TokenType == JsonTokenType.Null ? null : Encoding.UTF8.GetString(line[start..(int)json.BytesConsumed]);
                }
            }

            while (json.Read())
            {
            }
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)
        {
            return false;
        }

        return true;
    }

    private void Write(long line, Func<ReadingField, string?> value)
    {
        _batch.BeginRow(line);
        foreach (ReadingField field in Fields)
            if ((map.Value(field) ?? value(field)) is { } text) _batch.Write(field, text);
        _batch.EndRow();
    }
}
