namespace MediaAnalytics.Contracts.Observations.History;

/// <summary>One platform's part of an MV's history.</summary>
/// <param name="Platform">The platform.</param>
/// <param name="Counted">Which source counts, per counter that is reported.</param>
/// <param name="Epochs">The platform's declared breaks of definition, by instant.</param>
/// <param name="Buckets">In order of time; those without readings are left out: nothing changed in them.</param>
[GenerateSerializer, Immutable, Alias("ma.PlatformHistory")]
public sealed record PlatformHistory(
    [property: Id(0)] string Platform,
    [property: Id(1)] CountedSource[] Counted,
    [property: Id(2)] DefinitionEpoch[] Epochs,
    [property: Id(3)] HistoryBucket[] Buckets);
