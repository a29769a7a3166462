namespace MediaAnalytics.Contracts.Genre;

/// <summary>What one accelerator silo says of its model.</summary>
/// <param name="Silo">The silo.</param>
/// <param name="Device">What it runs on: <c>cpu</c> or <c>cuda</c>.</param>
/// <param name="Version">The version of the model that serves there.</param>
/// <param name="Sequence">The order that it serves under.</param>
/// <param name="Tried">The newest order that it has tried to follow.</param>
/// <param name="Fault">Why the model of <paramref name="Tried"/> does not serve there; null where it does.</param>
/// <param name="At">When it said so; set by who takes it.</param>
[GenerateSerializer, Immutable, Alias("ma.ModelReport")]
public sealed record ModelReport(
    [property: Id(0)] string Silo,
    [property: Id(1)] string Device,
    [property: Id(2)] string Version,
    [property: Id(3)] long Sequence,
    [property: Id(4)] long Tried,
    [property: Id(5)] string? Fault,
    [property: Id(6)] DateTimeOffset At = default);
