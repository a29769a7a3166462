using Orleans.Concurrency;

namespace MediaAnalytics.Contracts.Genre;

/// <summary>
/// The front of one accelerator silo's batcher (key: the silo's address). It is on that silo, and only while the silo may infer.
/// </summary>
[Alias("ma.IGenreGrain")]
public interface IGenreGrain : IGrainWithStringKey
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
