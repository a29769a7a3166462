using MediaAnalytics.Contracts.Observations.History;
using MediaAnalytics.Gateway.Observations;

namespace MediaAnalytics.Gateway.Queries.History;

/// <summary>What was reported within a span of time.</summary>
/// <param name="From">Its first instant.</param>
/// <param name="To">The first instant after it; the same as from where the row is an instant.</param>
/// <param name="Revision">
/// 1, and one more for each time that what had been said of the span changed: by a late, contradicting or completing reading, by the reading that decided a
/// provisional fall, by an epoch declared later, or by a source that took precedence.
/// </param>
/// <param name="Counters">By name, those that were reported in it; the others stand as they stood.</param>
public sealed record HistoryRowJson(
    DateTimeOffset From, DateTimeOffset To, int Revision, IReadOnlyDictionary<string, CounterChangeJson> Counters)
{
    internal static HistoryRowJson Of(HistoryBucket bucket) => new(
        bucket.From, bucket.To, bucket.Revision,
        bucket.Counters.ToDictionary(change => ReadingFields.NameOf(change.Counter), CounterChangeJson.Of));
}
