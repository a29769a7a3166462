using Orleans.Concurrency;

namespace MediaAnalytics.Contracts.Genre;

/// <summary>
/// The front of one accelerator's batcher (key: a small number; calls are spread over fronts). Placed on silos that have an accelerator only.
/// </summary>
[Alias("ma.IGenreGrain")]
public interface IGenreGrain : IGrainWithIntegerKey
{
    /// <summary>Scores a decoded track, named by its key in the artifact store.</summary>
    [AlwaysInterleave]
    [ResponseTimeout("00:30:00")]
    Task<GenreOutcome> ScoreAsync(string artifact);
}
