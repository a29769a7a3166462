namespace MediaAnalytics.Contracts.Observations;

/// <summary>
/// One report of a platform's cumulative counters for one MV. Its identity is (<see cref="Mv"/>, <see cref="Platform"/>, <see cref="Source"/>,
/// <see cref="ObservedAt"/>).
/// </summary>
public sealed record Reading
{
    public required string Mv { get; init; }

    /// <summary>The platform's name, lower case.</summary>
    public required string Platform { get; init; }

    /// <summary>Who reported it.</summary>
    public required string Source { get; init; }

    /// <summary>When the counters read so, in UTC.</summary>
    public required DateTimeOffset ObservedAt { get; init; }

    /// <summary>The values, ≥ 0, or <see cref="Counters.Absent"/>; at least one is present.</summary>
    public Counters Counters { get; init; } = Counters.None;
}
