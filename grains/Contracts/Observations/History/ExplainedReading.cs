namespace MediaAnalytics.Contracts.Observations.History;

/// <summary>A reading as it came, and what became of it.</summary>
/// <param name="Platform">The platform.</param>
/// <param name="Source">Who reported it.</param>
/// <param name="ObservedAt">When the counters read so.</param>
/// <param name="Batch">The batch that brought it.</param>
/// <param name="ReceivedAt">When that was accepted.</param>
/// <param name="Outcome">What adding it did.</param>
/// <param name="Late">Whether a newer reading of its series had come in an earlier log entry.</param>
/// <param name="Values">One per counter that it reports.</param>
[GenerateSerializer, Immutable, Alias("ma.ExplainedReading")]
public sealed record ExplainedReading(
    [property: Id(0)] string Platform,
    [property: Id(1)] string Source,
    [property: Id(2)] DateTimeOffset ObservedAt,
    [property: Id(3)] Guid Batch,
    [property: Id(4)] DateTimeOffset ReceivedAt,
    [property: Id(5)] AddOutcome Outcome,
    [property: Id(6)] bool Late,
    [property: Id(7)] ExplainedValue[] Values);
