namespace MediaAnalytics.Contracts.Observations.History;

/// <summary>What is asked of an MV's history.</summary>
[GenerateSerializer, Immutable, Alias("ma.HistoryQuery")]
public sealed record HistoryQuery
{
    /// <summary>Most rows that an answer has, over all platforms.</summary>
    public const int MaxRows = 10_000;

    /// <summary>Platforms, lower case; all where empty.</summary>
    [Id(0)] public string[] Platforms { get; init; } = [];

    /// <summary>UTC ticks of the first instant asked for.</summary>
    [Id(1)] public long From { get; init; }

    /// <summary>UTC ticks of the first instant no longer asked for.</summary>
    [Id(2)] public long To { get; init; } = long.MaxValue;

    [Id(3)] public HistoryGranularity Granularity { get; init; } = HistoryGranularity.Day;

    /// <summary>The time zone whose clock and calendar limit the buckets.</summary>
    [Id(4)] public string Zone { get; init; } = "UTC";

    /// <summary>Compares across declared breaks of definition, as though none had been declared.</summary>
    [Id(5)] public bool AcrossEpochs { get; init; }
}
