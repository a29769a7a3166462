namespace MediaAnalytics.Contracts.Dissemination;

/// <summary>An answer as of an instant, or why there is none; see <see cref="PastTable"/>.</summary>
[GenerateSerializer, Immutable, Alias("ma.PastAnswer")]
public sealed record PastAnswer(
    [property: Id(0)] DisseminationAnswer? Answer,
    [property: Id(1)] PastRefusal Refusal = PastRefusal.None,
    [property: Id(2)] DateTimeOffset? Earliest = null,
    [property: Id(3)] string? Detail = null);
