namespace MediaAnalytics.Contracts.Observations.History;

/// <summary>What was reported within a span of time.</summary>
/// <param name="From">Its first instant; not before the range that was asked for.</param>
/// <param name="To">The first instant after it, not after that range; <paramref name="From"/> where the row is an instant.</param>
/// <param name="Revision">
/// 1, and one more for each log entry that changed what had been said of the bucket: by a reading that came late, contradicted or completed a known one, by the
/// next reading deciding a held fall, by an epoch declared later, or by a source that took precedence. Totals carried into a bucket do not count as its own.
/// </param>
/// <param name="Counters">Those reported in it, in their order; the others stand as they stood.</param>
[GenerateSerializer, Immutable, Alias("ma.HistoryBucket")]
public sealed record HistoryBucket(
    [property: Id(0)] DateTimeOffset From, [property: Id(1)] DateTimeOffset To, [property: Id(2)] int Revision, [property: Id(3)] CounterChange[] Counters);
