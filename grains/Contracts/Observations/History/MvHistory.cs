namespace MediaAnalytics.Contracts.Observations.History;

/// <summary>How an MV's counters came about, from every reading up to a place of the log.</summary>
/// <param name="Offset">The log offset up to which readings are counted.</param>
/// <param name="Readings">All readings of the MV, raw, on every platform and at any time; 0 where nothing was ever reported.</param>
/// <param name="Platforms">By name; those without readings in the range have no buckets.</param>
[GenerateSerializer, Immutable, Alias("ma.MvHistory")]
public sealed record MvHistory(
    [property: Id(0)] long Offset, [property: Id(1)] int Readings, [property: Id(2)] PlatformHistory[] Platforms);
