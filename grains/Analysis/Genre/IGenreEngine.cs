using MediaAnalytics.Analysis.Signal;

namespace MediaAnalytics.Analysis.Genre;

/// <summary>Recognises the genre of tracks. Callable from any thread; never blocks the caller's.</summary>
public interface IGenreEngine
{
    /// <summary>The model that begins the next track. A track's own model comes with its score, since this one may change meanwhile.</summary>
    GenreModel Model { get; }

    /// <summary>What it runs on: <c>cpu</c> or <c>cuda</c>.</summary>
    string Device { get; }

    /// <summary>Scores one track, with one model from its first tile to its last.</summary>
    /// <exception cref="GenreEngineBusyException">The queue is full, or a more urgent track took its place in it: ask again later.</exception>
    /// <exception cref="GenreContractException">The track was made under another contract than the model's: decode it again.</exception>
    /// <exception cref="OperationCanceledException">Cancelled, or the engine is stopping.</exception>
    Task<GenreRecognition> ScoreAsync(LogMelTrack track, ScorePriority priority, CancellationToken cancellation);

    /// <summary>
    /// Loads and warms a model up beside the one that serves; then it takes over. Tracks that have begun end with the model that they began with. Where it throws,
    /// the model that served serves on.
    /// </summary>
    /// <param name="path">The model file; it is not needed any more when this returns. Null for the one that the engine started with.</param>
    /// <param name="sequence">The <see cref="GenreModel.Sequence"/> that it serves under.</param>
    /// <param name="cancellation">Gives up before it takes over.</param>
    /// <returns>The model that serves now.</returns>
    /// <exception cref="GenreModelException">The file can't be used; the message says why.</exception>
    /// <exception cref="OperationCanceledException">Cancelled, or the engine is stopping.</exception>
    Task<GenreModel> LoadAsync(string? path, long sequence, CancellationToken cancellation);
}
