using System.Globalization;
using System.Text;
using System.Text.Json;
using MediaAnalytics.Contracts.Catalogue;
using MediaAnalytics.Contracts.Observations;
using MediaAnalytics.Storage.Rows;

namespace MediaAnalytics.Gateway.Observations;

/// <summary>
/// Reads observations: one JSON object a line with <c>mv, platform, source, observedAt</c> and at least one counter. Fields that it does not know are
/// passed over and named. A line that is wrong is a quarantined row that names the first field at fault. One caller at a time.
/// </summary>
internal sealed class ReadingParser
{
    /// <summary>Longest line in bytes.</summary>
    public const int MaxLineBytes = 1 << 16;

    /// <summary>Most unknown fields that are named.</summary>
    public const int MaxUnknownFields = 50;

    /// <summary>Nothing was observed before.</summary>
    public static readonly DateTimeOffset Earliest = new(1990, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private static readonly JsonReaderOptions Options = new() { MaxDepth = 16 };

    private readonly TextCache _names = new(lowerCase: false), _platforms = new(lowerCase: true);
    private readonly SortedSet<string> _unknownFields = new(StringComparer.Ordinal);
    private readonly InstantParser _instants;
    private readonly DateTimeOffset _latest;
    private readonly TimeSpan _futureAllowed;

    private long _line;
    private int _seen, _expected;
    private string? _mv, _platform, _source;
    private DateTimeOffset _observedAt;
    private Counters _counters;
    private QuarantinedRow? _problem;

    /// <param name="zone">The zone that dates without a time are in.</param>
    /// <param name="now">The present.</param>
    /// <param name="futureAllowed">How far ahead of it a reading may be.</param>
    public ReadingParser(TimeZoneInfo zone, DateTimeOffset now, TimeSpan futureAllowed)
    {
        _instants = new(zone);
        (_latest, _futureAllowed) = (now + futureAllowed, futureAllowed);
    }

    /// <summary>Fields passed over so far.</summary>
    public IReadOnlyCollection<string> UnknownFields => _unknownFields;

    /// <summary>Reads one line: a reading, or why there is none.</summary>
    public (Reading? Reading, QuarantinedRow? Problem) Parse(ReadOnlySpan<byte> json, long line)
    {
        _line = line;
        _seen = 0;
        _problem = null;
        _mv = _platform = _source = null;
        _counters = Counters.None;
        if (json.Length > MaxLineBytes) Bad("", json, "reading.tooLong", $"a line has {MaxLineBytes} bytes at most");
        else if (!RowText.IsUtf8(json)) Bad("", json, "reading.encoding", "not UTF-8 text");
        else ReadObject(json);
        if (_problem is null) CheckPresence(json);
        return _problem is not null
            ? (null, _problem)
            : (new() { Mv = _mv!, Platform = _platform!, Source = _source!, ObservedAt = _observedAt, Counters = _counters }, null);
    }

    private void ReadObject(ReadOnlySpan<byte> line)
    {
        try
        {
            var json = new Utf8JsonReader(line, Options);
            if (!json.Read() || json.TokenType != JsonTokenType.StartObject)
            {
                Bad("", line, "reading.json", "a line must be one JSON object");
                return;
            }

            while (json.Read() && json.TokenType == JsonTokenType.PropertyName && _problem is null) ReadField(ref json);
            while (_problem is null && json.Read())
            {
            }
        }
        catch (JsonException fault)
        {
            Bad("", line, "reading.json", $"not JSON at byte {((fault.BytePositionInLine ?? 0) + 1).ToString(CultureInfo.InvariantCulture)} of the line");
        }
        catch (InvalidOperationException)
        {
            Bad("", line, "reading.encoding", "a \\u escape makes half a character");
        }
    }

    private void ReadField(ref Utf8JsonReader json)
    {
        if (ReadingFields.Find(ref json, _expected) is not { } field)
        {
            if (_unknownFields.Count < MaxUnknownFields) _unknownFields.Add(RowText.Quote(json.GetString()!));
            json.Skip();
            return;
        }

        json.Read();
        _expected = (int)field + 1;
        int bit = 1 << (int)field;
        if ((_seen & bit) != 0)
        {
            Bad(field, json.ValueSpan, "reading.repeatedField", "the field stands there twice");
            return;
        }

        _seen |= bit;
        switch (field)
        {
            case ReadingField.Mv: _mv = Text(ref json, field, _names, CatalogueLimits.IdLength); break;
            case ReadingField.Platform: _platform = Text(ref json, field, _platforms, CatalogueLimits.NameLength); break;
            case ReadingField.Source: _source = Text(ref json, field, _names, CatalogueLimits.NameLength); break;
            case ReadingField.ObservedAt: ReadInstant(ref json); break;
            default: ReadCounter(ref json, field); break;
        }
    }

    private string? Text(ref Utf8JsonReader json, ReadingField field, TextCache cache, int limit)
    {
        if (json.TokenType == JsonTokenType.Null) return null;
        if (json.TokenType is not (JsonTokenType.String or JsonTokenType.Number))
        {
            Bad(field, json.ValueSpan, "reading.type", "text is expected");
            return null;
        }

        string text = json.ValueIsEscaped ? cache.Clean(json.GetString()!) : cache.Clean(json.ValueSpan);
        if (text.Length > limit) Bad(field, json.ValueSpan, "reading.tooLong", $"{limit} characters at most");
        else if (RowText.HasControl(text)) Bad(field, Encoding.UTF8.GetBytes(text), "reading.control", "holds a control character or half a character");
        return text.Length == 0 ? null : text;
    }

    private void ReadInstant(ref Utf8JsonReader json)
    {
        if (json.TokenType is JsonTokenType.Null || (json.TokenType == JsonTokenType.String && json.ValueSpan.IsEmpty))
        {
            _seen &= ~(1 << (int)ReadingField.ObservedAt);
            return;
        }

        ReadOnlySpan<byte> text = json.ValueIsEscaped ? Encoding.UTF8.GetBytes(json.GetString()!) : json.ValueSpan;
        if (json.TokenType != JsonTokenType.String || !_instants.TryParse(text.Trim((byte)' '), out _observedAt))
            Bad(ReadingField.ObservedAt, text, "reading.observedAt", "write RFC 3339 with an offset, as in 2023-08-25T00:00:00Z, or a date, as in 2023-08-25");
        else if (_observedAt < Earliest) Bad(ReadingField.ObservedAt, text, "reading.tooEarly", "before 1990");
        else if (_observedAt > _latest)
            Bad(ReadingField.ObservedAt, text, "reading.future", $"more than {_futureAllowed:c} in the future of the server's clock; is the time zone right?");
    }

    private void ReadCounter(ref Utf8JsonReader json, ReadingField field)
    {
        ReadOnlySpan<byte> text = json.TokenType == JsonTokenType.String ? json.ValueSpan.Trim((byte)' ') : json.ValueSpan;
        if (json.TokenType == JsonTokenType.Null || (json.TokenType == JsonTokenType.String && text.IsEmpty)) return;
        if (json.TokenType is not (JsonTokenType.Number or JsonTokenType.String))
            Bad(field, json.ValueSpan, "reading.type", "a whole number is expected");
        else if (CountParser.Parse(text, out long value) is var (code, reason)) Bad(field, json.ValueSpan, code, reason);
        else _counters[(Counter)(field - ReadingField.Impressions)] = value;
    }

    private void CheckPresence(ReadOnlySpan<byte> json)
    {
        if (_mv is null) Missing(ReadingField.Mv, json);
        else if (_platform is null) Missing(ReadingField.Platform, json);
        else if (_source is null) Missing(ReadingField.Source, json);
        else if ((_seen & (1 << (int)ReadingField.ObservedAt)) == 0) Missing(ReadingField.ObservedAt, json);
        else if (_counters == Counters.None)
            Bad("", json, "reading.noCounter", "at least one of impressions, clicks, views, likes, comments, shares is needed");
    }

    private void Missing(ReadingField field, ReadOnlySpan<byte> json) =>
        Bad(field, json, "reading.missing", $"{ReadingFields.Names[(int)field]} is needed");

    private void Bad(ReadingField field, ReadOnlySpan<byte> value, string code, string reason) =>
        Bad(ReadingFields.Names[(int)field], value, code, reason);

    private void Bad(string field, ReadOnlySpan<byte> value, string code, string reason) =>
        _problem ??= new(_line, field, RowText.Quote(value), code, reason);
}
