namespace MediaAnalytics.Contracts.Genre;

/// <summary>A posterior, or why there is none.</summary>
/// <param name="Posterior">Null where it failed.</param>
/// <param name="Code">Null where it succeeded, else e.g. <c>genre.busy</c>.</param>
/// <param name="Message">What happened and what to do.</param>
/// <param name="Retryable">Whether trying again may help.</param>
/// <param name="Sequence">Which order to serve (<see cref="ServingModel.Sequence"/>) the model that made it served under: of two, the higher is newer.</param>
[GenerateSerializer, Immutable, Alias("ma.GenreOutcome")]
public sealed record GenreOutcome(
    [property: Id(0)] GenrePosterior? Posterior,
    [property: Id(1)] string? Code = null,
    [property: Id(2)] string? Message = null,
    [property: Id(3)] bool Retryable = false,
    [property: Id(4)] long Sequence = 0);
