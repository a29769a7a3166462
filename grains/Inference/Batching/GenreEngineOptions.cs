using MediaAnalytics.Inference.Models;

namespace MediaAnalytics.Inference.Batching;

/// <summary>Settings of the genre engine.</summary>
public sealed record GenreEngineOptions
{
    /// <summary>Default of <see cref="MaxBatch"/>.</summary>
    public const int DefaultMaxBatch = 16;

    /// <summary>Default of <see cref="MaxQueuedClips"/>.</summary>
    public const int DefaultMaxQueuedClips = 512;

    /// <summary>The model file. Default: the one shipped beside the program.</summary>
    public string ModelPath { get; init; } = GenreModelFile.ShippedPath;

    /// <summary>Most tiles scored at once; 1 to 1,024. Default 16.</summary>
    public int MaxBatch { get; init; } = DefaultMaxBatch;

    /// <summary>How long a batch that is not full waits for more; 0 to 1 s. Default 5 ms.</summary>
    public TimeSpan MaxDelay { get; init; } = TimeSpan.FromMilliseconds(5);

    /// <summary>Most clips that wait (92 kB each); 1 to 100,000. Beyond it requests are refused. Default 512.</summary>
    public int MaxQueuedClips { get; init; } = DefaultMaxQueuedClips;

    /// <summary>Throws, naming the key and the allowed range, if a setting is out of range.</summary>
    public void Validate()
    {
        if (string.IsNullOrWhiteSpace(ModelPath)) throw new ArgumentException("ModelPath must name a model file.");
        if (MaxBatch is < 1 or > 1_024) throw new ArgumentException($"MaxBatch must be 1 to 1024, not {MaxBatch}.");
        if (MaxDelay < TimeSpan.Zero || MaxDelay > TimeSpan.FromSeconds(1)) throw new ArgumentException($"MaxDelay must be 0 to 1 s, not {MaxDelay}.");
        if (MaxQueuedClips is < 1 or > 100_000) throw new ArgumentException($"MaxQueuedClips must be 1 to 100000, not {MaxQueuedClips}.");
    }
}
