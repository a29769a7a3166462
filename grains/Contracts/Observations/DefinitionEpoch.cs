namespace MediaAnalytics.Contracts.Observations;

/// <summary>
/// A platform's declared break: from <see cref="At"/> on, the named counters mean something else. A series does not compare across it.
/// </summary>
[GenerateSerializer, Immutable, Alias("ma.DefinitionEpoch")]
public sealed record DefinitionEpoch
{
    /// <summary>Names the declaration; the same id again changes nothing.</summary>
    [Id(0)] public required Guid Id { get; init; }

    /// <summary>The platform's name, lower case.</summary>
    [Id(1)] public required string Platform { get; init; }

    /// <summary>The counters that mean something else, without repeats, in their order; at least one.</summary>
    [Id(2)] public required Counter[] Counters { get; init; }

    /// <summary>The first instant of the new meaning, in UTC.</summary>
    [Id(3)] public required DateTimeOffset At { get; init; }

    /// <summary>What changed, in words; up to 1,000 characters.</summary>
    [Id(4)] public string Note { get; init; } = "";

    /// <summary>When it was declared.</summary>
    [Id(5)] public required DateTimeOffset DeclaredAt { get; init; }
}
