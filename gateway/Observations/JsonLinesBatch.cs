namespace MediaAnalytics.Gateway.Observations;

/// <summary>Reads a batch of JSON lines.</summary>
internal static class JsonLinesBatch
{
    /// <summary>Reads a body; null where it has more rows than allowed. Blank lines are passed over.</summary>
    public static ParsedBatch? Parse(ReadOnlySpan<byte> body, int partitions, int maxRows, ReadingParser parser)
    {
        var batch = new BatchCollector(partitions);
        if (body.StartsWith("\uFEFF"u8)) body = body[3..];
        for (long number = 1; !body.IsEmpty; number++)
        {
            int end = body.IndexOf((byte)'\n');
            ReadOnlySpan<byte> line = (end < 0 ? body : body[..end]).Trim(" \t\r"u8);
            body = end < 0 ? [] : body[(end + 1)..];
            if (line.IsEmpty) continue;
            if (batch.Rows == maxRows) return null;
            batch.Add(parser.Parse(line, number));
        }

        return batch.ToBatch(parser.UnknownFields);
    }
}
