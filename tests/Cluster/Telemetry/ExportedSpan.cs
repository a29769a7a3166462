namespace MediaAnalytics.Tests.Cluster.Telemetry;

/// <summary>A span as OTLP carries it.</summary>
/// <param name="Trace">Trace id, hex.</param>
/// <param name="Id">Span id, hex.</param>
/// <param name="Parent">The parent's span id, hex; empty for the first of a trace.</param>
/// <param name="Source">What made it.</param>
/// <param name="Name">Its name.</param>
/// <param name="Start">Nanoseconds of the Unix epoch.</param>
/// <param name="End">Likewise.</param>
/// <param name="Tags">Attributes, as text.</param>
/// <param name="Links">Spans linked to: trace and span id, hex.</param>
/// <param name="Service">Attributes of what exported it.</param>
internal sealed record ExportedSpan(
    string Trace,
    string Id,
    string Parent,
    string Source,
    string Name,
    ulong Start,
    ulong End,
    IReadOnlyDictionary<string, string> Tags,
    IReadOnlyList<(string Trace, string Id)> Links,
    IReadOnlyDictionary<string, string> Service)
{
    /// <summary>The spans of an <c>ExportTraceServiceRequest</c>.</summary>
    public static IEnumerable<ExportedSpan> Read(ReadOnlyMemory<byte> request) =>
        from resource in ProtoFields.Of(request, 1)
        let service = ProtoFields.Of(resource, 1).SelectMany(message => Attributes(message, 1)).ToDictionary()
        from scope in ProtoFields.Of(resource, 2)
        let source = ProtoFields.Of(scope, 1).SelectMany(ProtoFields.Read).First(field => field.Number == 1).Text
        from span in ProtoFields.Of(scope, 2)
        select Of(span, source, service);

    /// <summary>The spans that it lies within, the nearest first.</summary>
    public IEnumerable<ExportedSpan> Above(IReadOnlyCollection<ExportedSpan> trace)
    {
        ExportedSpan span = this;
        while (trace.SingleOrDefault(other => other.Id == span.Parent) is { } parent)
            yield return span = parent;
    }

    private static ExportedSpan Of(ReadOnlyMemory<byte> span, string source, Dictionary<string, string> service)
    {
        ILookup<int, ProtoFields.Field> fields = ProtoFields.Read(span).ToLookup(field => field.Number);
        return new(
            fields[1].Single().Hex, fields[2].Single().Hex, fields[4].Select(field => field.Hex).FirstOrDefault(""), source, fields[5].Single().Text,
            fields[7].Single().Value, fields[8].Single().Value, Attributes(span, 9).ToDictionary(),
            [.. fields[13].Select(link => ProtoFields.Read(link.Bytes).ToLookup(field => field.Number)).Select(link => (link[1].Single().Hex, link[2].Single().Hex))],
            service);
    }

    private static IEnumerable<KeyValuePair<string, string>> Attributes(ReadOnlyMemory<byte> message, int number) =>
        ProtoFields.Of(message, number).Select(pair => ProtoFields.Read(pair).ToLookup(field => field.Number))
            .Select(pair => KeyValuePair.Create(pair[1].Single().Text, Value(pair[2].Single().Bytes)));

    private static string Value(ReadOnlyMemory<byte> value)
    {
        ProtoFields.Field field = ProtoFields.Read(value).Single();
        return field.Number switch
        {
            1 => field.Text,
            4 => FormattableString.Invariant($"{BitConverter.UInt64BitsToDouble(field.Value)}"),
            _ => FormattableString.Invariant($"{field.Value}"),
        };
    }
}
