namespace MediaAnalytics.Gateway.Verbs.Observing;

/// <summary>A batch to send.</summary>
/// <param name="Body">JSON lines.</param>
/// <param name="Lines">The file's line of each of them.</param>
internal sealed record RowBatch(byte[] Body, long[] Lines);
