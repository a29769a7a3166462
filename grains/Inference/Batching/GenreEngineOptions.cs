using MediaAnalytics.Inference.Models;

namespace MediaAnalytics.Inference.Batching;

/// <summary>Settings of the genre engine. Configuration section <c>Genre</c>, apart from the model and the device.</summary>
public sealed record GenreEngineOptions
{
    /// <summary>Default of <see cref="MaxBatch"/>.</summary>
    public const int DefaultMaxBatch = 16;

    /// <summary>Default of <see cref="MaxQueuedClips"/>.</summary>
    public const int DefaultMaxQueuedClips = 512;

    /// <summary>Default of <see cref="MaxDelay"/>: 5 ms.</summary>
    public static readonly TimeSpan DefaultMaxDelay = TimeSpan.FromMilliseconds(5);

    /// <summary>The model file to start with. Default: the one shipped beside the program.</summary>
    public string ModelPath { get; init; } = GenreModelFile.ShippedPath;

    /// <summary>What to run on: auto, cpu or cuda. Configuration key <c>Accelerator</c>. Default auto.</summary>
    public string Accelerator { get; init; } = TorchDevice.Auto;

    /// <summary>Most tiles scored at once; 1 to 1,024. Default 16.</summary>
    public int MaxBatch { get; init; } = DefaultMaxBatch;

    /// <summary>How long a batch that is not full waits for more; 0 to 1 s. Default 5 ms.</summary>
    public TimeSpan MaxDelay { get; init; } = DefaultMaxDelay;

    /// <summary>Most clips that wait or are being scored (92 kB each); 1 to 100,000. Default 512.</summary>
    public int MaxQueuedClips { get; init; } = DefaultMaxQueuedClips;

    /// <summary>Whether the process ends where the engine fails at every batch, for others to do its work: so in a cluster. Not configurable.</summary>
    public bool EndsProcess { get; init; }

    /// <summary>Says what is wrong, naming the key and the allowed range; null where nothing is.</summary>
    public string? Problem() =>
        string.IsNullOrWhiteSpace(ModelPath) ? "Model must name a model file"
        : !TorchDevice.IsSetting(Accelerator) ? $"Accelerator must be auto, cpu or cuda, not '{Accelerator}'"
        : MaxBatch is < 1 or > 1_024 ? $"Genre:MaxBatch must be 1 to 1024, not {MaxBatch}"
        : MaxDelay < TimeSpan.Zero || MaxDelay > TimeSpan.FromSeconds(1) ? $"Genre:MaxDelay must be 00:00:00 to 00:00:01, not {MaxDelay}"
        : MaxQueuedClips is < 1 or > 100_000 ? $"Genre:MaxQueuedClips must be 1 to 100000, not {MaxQueuedClips}"
        : null;

    /// <summary>Throws, with the <see cref="Problem"/>, where there is one.</summary>
    /// <exception cref="ArgumentException">A setting is out of range.</exception>
    public void Validate()
    {
        if (Problem() is { } problem) throw new ArgumentException(problem);
    }
}
