namespace MediaAnalytics.Contracts.Observations.History;

/// <summary>A version of an MV's record, and what it changed.</summary>
/// <param name="Version">The version.</param>
/// <param name="UpdatedAt">When it was made.</param>
/// <param name="Stands">Whether it replaced the one before; an older version that comes after a newer one does not.</param>
/// <param name="Changes">Against the version that stood before it.</param>
[GenerateSerializer, Immutable, Alias("ma.ExplainedRecord")]
public sealed record ExplainedRecord(
    [property: Id(0)] long Version, [property: Id(1)] DateTimeOffset UpdatedAt, [property: Id(2)] bool Stands, [property: Id(3)] RecordChange[] Changes);
