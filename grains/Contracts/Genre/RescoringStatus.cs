namespace MediaAnalytics.Contracts.Genre;

/// <summary>How far the catalogue has been scored anew.</summary>
/// <param name="Version">Version of the model.</param>
/// <param name="Sequence">The order that it serves under.</param>
/// <param name="Done">MVs of this pass that have its posterior, or that cannot have one.</param>
/// <param name="Total">MVs that have a posterior, as far as they are known.</param>
/// <param name="Failed">Those of <paramref name="Done"/> that could not be scored; they keep the posterior they had.</param>
/// <param name="Pass">Which pass over the catalogue it is, from 1: another follows where MVs were being decoded or recognised as the last one came by.</param>
/// <param name="StartedAt">When it was started.</param>
/// <param name="EndedAt">When it ended; null while it goes on.</param>
/// <param name="Waiting">What it waits for; null where it goes on.</param>
[GenerateSerializer, Immutable, Alias("ma.RescoringStatus")]
public sealed record RescoringStatus(
    [property: Id(0)] string Version,
    [property: Id(1)] long Sequence,
    [property: Id(2)] long Done,
    [property: Id(3)] long Total,
    [property: Id(4)] long Failed,
    [property: Id(5)] int Pass,
    [property: Id(6)] DateTimeOffset StartedAt,
    [property: Id(7)] DateTimeOffset? EndedAt,
    [property: Id(8)] string? Waiting);
