using System.Diagnostics;
using MediaAnalytics.Analysis.Genre;
using MediaAnalytics.Analysis.Signal;

namespace MediaAnalytics.Inference.Batching;

/// <summary>One track on its way through the engine. After it is queued, touched by the engine's thread only, but for <see cref="Done"/>.</summary>
internal sealed class ScoreRequest(LogMelTrack track, int tilesPerClip, CancellationToken cancellation)
{
    private readonly List<double[]> _scores = [];

    /// <summary>What the caller awaits.</summary>
    public TaskCompletionSource<GenreScore> Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The caller's wish to stop.</summary>
    public CancellationToken Cancellation { get; } = cancellation;

    /// <summary>Its part of the caller's trace; null where none is made.</summary>
    public Activity? Activity { get; set; }

    /// <summary>Clips it holds in the queue.</summary>
    public int Clips => track.Clips.Count;

    /// <summary>Tiles of the whole track.</summary>
    public int Tiles => Clips * tilesPerClip;

    /// <summary>Tiles put into batches so far.</summary>
    public int Taken { get; set; }

    /// <summary>The clip that tile <paramref name="tile"/> is cut from.</summary>
    public ReadOnlyMemory<byte> Clip(int tile) => track.Clips[tile / tilesPerClip];

    /// <summary>Takes one tile's log-probabilities; completes the request with the last one.</summary>
    public void Add(double[] scores)
    {
        _scores.Add(scores);
        if (_scores.Count == Tiles) Done.TrySetResult(GenrePosterior.FromTiles(_scores));
    }
}
