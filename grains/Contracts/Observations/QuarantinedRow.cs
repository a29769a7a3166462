namespace MediaAnalytics.Contracts.Observations;

/// <summary>A row that was not accepted, kept with the reason.</summary>
/// <param name="Line">Line in the batch or file, from 1.</param>
/// <param name="Column">The field or column at fault; empty where the whole row is.</param>
/// <param name="Value">What stood there, cut to 200 characters.</param>
/// <param name="Code">Stable code, e.g. <c>reading.negative</c>.</param>
/// <param name="Reason">What is wrong and what is expected.</param>
[GenerateSerializer, Immutable, Alias("ma.QuarantinedRow")]
public sealed record QuarantinedRow(
    [property: Id(0)] long Line,
    [property: Id(1)] string Column,
    [property: Id(2)] string Value,
    [property: Id(3)] string Code,
    [property: Id(4)] string Reason);
