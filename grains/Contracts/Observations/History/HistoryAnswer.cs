namespace MediaAnalytics.Contracts.Observations.History;

/// <summary>An answer from an MV's inputs, or why there is none.</summary>
/// <param name="Answer">The answer; null where there is a fault.</param>
/// <param name="Fault">What kept it from being given.</param>
/// <param name="Detail">The fault in words.</param>
[GenerateSerializer, Immutable, Alias("ma.HistoryAnswer`1")]
public sealed record HistoryAnswer<T>([property: Id(0)] T? Answer, [property: Id(1)] HistoryFault Fault, [property: Id(2)] string Detail)
    where T : class;
