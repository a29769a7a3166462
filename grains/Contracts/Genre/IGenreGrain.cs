using Orleans.Concurrency;

namespace MediaAnalytics.Contracts.Genre;

/// <summary>
/// The front of one accelerator's batcher (key: a small number; calls are spread over fronts). Placed on silos that have an accelerator only.
/// </summary>
[Alias("ma.IGenreGrain")]
public interface IGenreGrain : IGrainWithIntegerKey
{
    /// <summary>Scores a decoded track.</summary>
    /// <param name="artifact">Its key in the artifact store.</param>
    /// <param name="priority">How urgent it is.</param>
    /// <param name="atLeast">
    /// The model must serve under this <see cref="ServingModel.Sequence"/> or a higher one; where the silo has an older one, the work waits. 0 for any model.
    /// </param>
    [AlwaysInterleave]
    [ResponseTimeout("00:30:00")]
    Task<GenreOutcome> ScoreAsync(string artifact, GenrePriority priority, long atLeast);
}
