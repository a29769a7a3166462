using System.Text;
using System.Text.Json;
using MediaAnalytics.Contracts.Catalogue;
using MediaAnalytics.Contracts.Observations;
using MediaAnalytics.Storage.Rows;

namespace MediaAnalytics.Grains.Catalogue.Importing;

/// <summary>
/// Takes the values out of a catalogue's JSON lines: one object a line. Texts may be numbers or booleans, lists may be arrays of texts; null is not stated.
/// </summary>
internal sealed class JsonCatalogueRows : ICatalogueRows
{
    private static readonly JsonReaderOptions Options = new() { MaxDepth = 32 };

    private readonly List<string> _unknown = [];
    private readonly HashSet<string> _unknownSet = new(StringComparer.Ordinal);

    public IReadOnlyList<string> UnknownColumns => _unknown;

    public QuarantinedRow? Take(RowReader row, CatalogueValues values)
    {
        string column = "";
        try
        {
            var json = new Utf8JsonReader(row.Row.Span, Options);
            if (!json.Read() || json.TokenType != JsonTokenType.StartObject)
                return Bad(row, "", "catalogue.json", "a line must be one JSON object, as in {\"id\":\"a1\",\"title\":\"…\"}");
            while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
            {
                column = json.GetString()!;
                json.Read();
                if (TakeValue(ref json, row, column, values) is { } problem) return problem;
            }

            while (json.Read())
            {
            }

            return null;
        }
        catch (JsonException fault)
        {
            return Bad(row, column, "catalogue.json", $"not JSON at byte {(fault.BytePositionInLine ?? 0) + 1} of the line; write one whole object a line");
        }
        catch (InvalidOperationException)
        {
            return Bad(row, column, "catalogue.encoding", "a \\u escape makes half a character");
        }
    }

    public (string Column, string Value) NotUtf8(RowReader row) => ("", RowText.Quote(row.Row.Span));

    private QuarantinedRow? TakeValue(ref Utf8JsonReader json, RowReader row, string name, CatalogueValues values)
    {
        if (CatalogueColumns.Find(name) is not { } column) return TakeExtra(ref json, row, name, values);
        if (values[column] is not null || values.Lists[(int)column] is not null)
            return Bad(row, name, "catalogue.repeatedField", $"{name} stands there twice");
        if (json.TokenType != JsonTokenType.StartArray)
        {
            if (json.TokenType == JsonTokenType.StartObject) return Bad(row, name, "catalogue.type", "an object stands where text is expected");
            values[column] = Scalar(ref json);
            return null;
        }

        var list = values.Lists[(int)column] = [];
        while (json.Read() && json.TokenType != JsonTokenType.EndArray)
        {
            if (json.TokenType is JsonTokenType.StartArray or JsonTokenType.StartObject)
                return Bad(row, name, "catalogue.type", "a list may hold only texts");
            if (Scalar(ref json) is { } part) list.Add(part);
        }

        return null;
    }

    private QuarantinedRow? TakeExtra(ref Utf8JsonReader json, RowReader row, string name, CatalogueValues values)
    {
        if (name.Length is 0 or > CatalogueLimits.IdLength || RowText.HasControl(name))
            return Bad(row, RowText.Quote(name), "catalogue.extra", $"a field's name has 1 to {CatalogueLimits.IdLength} characters, no control characters among them");
        int start = (int)json.TokenStartIndex;
        string? value = json.TokenType is JsonTokenType.StartArray or JsonTokenType.StartObject ? Nested(ref json, row, start) : Scalar(ref json);
        if (string.IsNullOrEmpty(value)) return null;
        values.Extra.Add(new(name, value));
        if (_unknown.Count < CatalogueLimits.ExtraColumns && _unknownSet.Add(name)) _unknown.Add(name);
        return null;
    }

    private static string Nested(ref Utf8JsonReader json, RowReader row, int start)
    {
        json.Skip();
        return Encoding.UTF8.GetString(row.Row.Span[start..(int)json.BytesConsumed]);
    }

    private static string? Scalar(ref Utf8JsonReader json) => json.TokenType switch
    {
        JsonTokenType.String => json.GetString(),
        JsonTokenType.Null => null,
        _ => Encoding.UTF8.GetString(json.ValueSpan),
    };

    private static QuarantinedRow Bad(RowReader row, string column, string code, string reason) =>
        new(row.Line, column, RowText.Quote(row.Row.Span), code, reason);
}
