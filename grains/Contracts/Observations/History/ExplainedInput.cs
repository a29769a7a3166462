namespace MediaAnalytics.Contracts.Observations.History;

/// <summary>An input behind an MV's numbers: one of the three.</summary>
/// <param name="Place">Where it stands in the log.</param>
/// <param name="Reading">A reading as it came.</param>
/// <param name="Record">A version of the MV's record.</param>
/// <param name="Epoch">A break of definition on one of the MV's platforms.</param>
[GenerateSerializer, Immutable, Alias("ma.ExplainedInput")]
public sealed record ExplainedInput(
    [property: Id(0)] InputPlace Place,
    [property: Id(1)] ExplainedReading? Reading,
    [property: Id(2)] ExplainedRecord? Record,
    [property: Id(3)] DefinitionEpoch? Epoch);
