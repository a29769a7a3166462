using MediaAnalytics.Contracts.Observations;

namespace MediaAnalytics.Gateway.Observations;

/// <summary>A batch's rows, told apart.</summary>
/// <param name="Readings">The good ones by partition; null where a partition has none.</param>
/// <param name="Appended">How many good ones there are.</param>
/// <param name="Quarantined">The bad ones.</param>
/// <param name="UnknownFields">Fields passed over.</param>
internal sealed record ParsedBatch(
    List<Reading>?[] Readings, int Appended, List<QuarantinedRow> Quarantined, IReadOnlyCollection<string> UnknownFields)
{
    /// <summary>Rows, good and bad.</summary>
    public int Rows => Appended + Quarantined.Count;

    /// <summary>Reads a body of JSON lines; null where it has more rows than allowed. Blank lines are passed over.</summary>
    public static ParsedBatch? Parse(ReadOnlySpan<byte> body, int partitions, int maxRows, ReadingParser parser)
    {
        var readings = new List<Reading>?[partitions];
        var quarantined = new List<QuarantinedRow>();
        int appended = 0;
        if (body.StartsWith("\uFEFF"u8)) body = body[3..];
        for (long number = 1; !body.IsEmpty; number++)
        {
            int end = body.IndexOf((byte)'\n');
            ReadOnlySpan<byte> line = (end < 0 ? body : body[..end]).Trim(" \t\r"u8);
            body = end < 0 ? [] : body[(end + 1)..];
            if (line.IsEmpty) continue;
            if (appended + quarantined.Count == maxRows) return null;
            (Reading? reading, QuarantinedRow? problem) = parser.Parse(line, number);
            if (reading is null)
            {
                quarantined.Add(problem!);
                continue;
            }

            appended++;
            (readings[Storage.EventLog.Partitioning.Of(reading.Mv, partitions)] ??= []).Add(reading);
        }

        return new(readings, appended, quarantined, parser.UnknownFields);
    }
}
