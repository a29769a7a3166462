using System.Diagnostics;
using MediaAnalytics.Analysis.Genre;
using MediaAnalytics.Analysis.Signal;

namespace MediaAnalytics.Inference.Batching;

/// <summary>One track on its way through the engine. Once queued, touched by the engine's thread only, but for <see cref="Done"/>.</summary>
internal sealed class ScoreRequest(LogMelTrack track, ScorePriority priority, long queuedAt, CancellationToken cancellation)
{
    private readonly List<double[]> _scores = [];

    /// <summary>What the caller awaits.</summary>
    public TaskCompletionSource<GenreRecognition> Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The caller's wish to stop.</summary>
    public CancellationToken Cancellation { get; } = cancellation;

    public ScorePriority Priority { get; } = priority;

    /// <summary>When it came, as a timestamp.</summary>
    public long QueuedAt { get; } = queuedAt;

    /// <summary>Its number in the order of arrival; the queue's.</summary>
    public long Number { get; set; }

    /// <summary>Its part of the caller's trace; null where none is made.</summary>
    public Activity? Activity { get; set; }

    /// <summary>Clips it holds in the queue.</summary>
    public int Clips => track.Clips.Count;

    /// <summary>The model that it began with and ends with; null before its first tile.</summary>
    public LoadedModel? Model { get; private set; }

    /// <summary>Whether there is nothing more to take from it: all its tiles are in batches, or nobody waits for it any more.</summary>
    public bool Exhausted => Done.Task.IsCompleted || (Model is not null && _taken == Tiles);

    private int _taken;

    /// <summary>Tiles of the whole track by its model, which must be known.</summary>
    public int Tiles => Clips * Model!.Tiles.PerClip;

    /// <summary>Begins it with a model.</summary>
    public void Begin(LoadedModel model) => Model = model;

    /// <summary>Takes its next tile: the clip and which of the clip's tiles it is.</summary>
    public (ReadOnlyMemory<byte> Clip, int Index) Take()
    {
        var (clip, index) = Math.DivRem(_taken++, Model!.Tiles.PerClip);
        return (track.Clips[clip], index);
    }

    /// <summary>Takes one tile's log-probabilities; completes the request with the last one.</summary>
    public void Add(double[] scores)
    {
        _scores.Add(scores);
        if (_scores.Count == Tiles) Done.TrySetResult(new GenreRecognition(GenrePosterior.FromTiles(_scores), Model!.Model));
    }
}
