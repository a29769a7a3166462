using MediaAnalytics.Analysis.Signal;

namespace MediaAnalytics.Analysis.Genre;

/// <summary>Recognises the genre of tracks. Callable from any thread; never blocks the caller's.</summary>
public interface IGenreEngine
{
    /// <summary>The model that answers.</summary>
    GenreModel Model { get; }

    /// <summary>Scores one track.</summary>
    /// <exception cref="GenreEngineBusyException">The queue is full: ask again later.</exception>
    /// <exception cref="GenreContractException">The track was made under another contract than the model's: decode it again.</exception>
    /// <exception cref="OperationCanceledException">Cancelled, or the engine is stopping.</exception>
    Task<GenreScore> ScoreAsync(LogMelTrack track, CancellationToken cancellation);
}
