namespace MediaAnalytics.Contracts.Dissemination;

/// <summary>A partition's cell table as of an instant, or why there is none.</summary>
/// <param name="Table">The table; null where refused.</param>
/// <param name="Refusal">Why there is none.</param>
/// <param name="Earliest">Where the instant is before what is kept: the earliest that may be asked for.</param>
/// <param name="Detail">Where a file is damaged: which, and what to do.</param>
[GenerateSerializer, Immutable, Alias("ma.PastTable")]
public sealed record PastTable(
    [property: Id(0)] CellTable? Table,
    [property: Id(1)] PastRefusal Refusal = PastRefusal.None,
    [property: Id(2)] DateTimeOffset? Earliest = null,
    [property: Id(3)] string? Detail = null);
