namespace MediaAnalytics.Contracts.Observations.History;

/// <summary>A field of an MV's record that changed; null where it has no value.</summary>
[GenerateSerializer, Immutable, Alias("ma.RecordChange")]
public sealed record RecordChange([property: Id(0)] string Field, [property: Id(1)] string? Before, [property: Id(2)] string? After);
