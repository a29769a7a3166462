using MediaAnalytics.Contracts.Observations;
using MediaAnalytics.Contracts.Observations.History;
using MediaAnalytics.Gateway.Observations;

namespace MediaAnalytics.Gateway.Queries.History;

/// <summary>A reading as it came, and what became of it.</summary>
/// <param name="Platform">The platform.</param>
/// <param name="Source">Who reported it.</param>
/// <param name="ObservedAt">When the counters read so.</param>
/// <param name="Batch">The batch that brought it.</param>
/// <param name="ReceivedAt">When that was accepted.</param>
/// <param name="Outcome"><c>added</c>, <c>completed</c>, <c>duplicate</c> or <c>conflict</c>.</param>
/// <param name="Late">Whether a newer reading of its series had come before.</param>
/// <param name="Values">By counter, those that it reports.</param>
public sealed record ReadingInputJson(
    string Platform, string Source, DateTimeOffset ObservedAt, Guid Batch, DateTimeOffset ReceivedAt, AddOutcome Outcome, bool Late,
    IReadOnlyDictionary<string, ValueInputJson> Values)
{
    internal static ReadingInputJson Of(ExplainedReading reading) => new(
        reading.Platform, reading.Source, reading.ObservedAt, reading.Batch, reading.ReceivedAt, reading.Outcome, reading.Late,
        reading.Values.ToDictionary(value => ReadingFields.NameOf(value.Counter), ValueInputJson.Of));
}
