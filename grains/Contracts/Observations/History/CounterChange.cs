namespace MediaAnalytics.Contracts.Observations.History;

/// <summary>What became of a counter within a bucket.</summary>
[GenerateSerializer, Immutable, Alias("ma.CounterChange")]
public readonly record struct CounterChange
{
    [Id(0)] public Counter Counter { get; init; }

    /// <summary>Sum of the rises, ≥ 0; <see cref="long.MaxValue"/> reads as "at least".</summary>
    [Id(1)] public long Rises { get; init; }

    /// <summary>Sum of the falls (the platforms' corrections), ≥ 0; <see cref="long.MaxValue"/> reads as "at least".</summary>
    [Id(2)] public long Falls { get; init; }

    /// <summary>Net total after the bucket's last reading: what the platform said then.</summary>
    [Id(3)] public long Net { get; init; }

    /// <summary>Gross total then.</summary>
    [Id(4)] public long Gross { get; init; }

    /// <summary>Distinct readings of it.</summary>
    [Id(5)] public int Readings { get; init; }

    /// <summary>Falls, a held one included.</summary>
    [Id(6)] public int Corrections { get; init; }

    /// <summary>Segments that a fall to near zero opened, a held one included.</summary>
    [Id(7)] public int Resets { get; init; }

    /// <summary>Old values read again, outside the series.</summary>
    [Id(8)] public int Stale { get; init; }

    /// <summary>First values after a break of definition.</summary>
    [Id(9)] public int Breaks { get; init; }

    /// <summary>Whether it ends with a fall that is held: the next reading decides what it was.</summary>
    [Id(10)] public bool Provisional { get; init; }
}
