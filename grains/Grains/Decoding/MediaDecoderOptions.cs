using MediaAnalytics.Analysis.Signal;

namespace MediaAnalytics.Grains.Decoding;

/// <summary>Limits of decoding one file.</summary>
public sealed record MediaDecoderOptions
{
    /// <summary>The longest <see cref="TimeLimit"/>: a decode must end well before its caller gives up waiting for the answer (30 minutes).</summary>
    public static readonly TimeSpan LongestTimeLimit = TimeSpan.FromMinutes(15);

    /// <summary>Name or path of ffmpeg. Default <c>ffmpeg</c>, looked for on PATH.</summary>
    public string Ffmpeg { get; init; } = "ffmpeg";

    /// <summary>Name or path of ffprobe. Default <c>ffprobe</c>, looked for on PATH.</summary>
    public string Ffprobe { get; init; } = "ffprobe";

    /// <summary>Longest sound accepted; 1 s to 24 h. Default 4 h.</summary>
    public TimeSpan MaxDuration { get; init; } = TimeSpan.FromHours(4);

    /// <summary>Time allowed for one file, probing included; 100 ms to 15 minutes. Default 5 minutes.</summary>
    public TimeSpan TimeLimit { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>Address space allowed to ffmpeg, in MiB; 256 to 65,536. Default 2,048.</summary>
    public int MemoryLimitMebibytes { get; init; } = 2_048;

    /// <summary>Most 30-s clips kept of a track, spread evenly; 1 to 1,000. Default 40.</summary>
    public int MaxClips { get; init; } = LogMelTrackBuilder.DefaultMaxClips;

    /// <summary>The program that this machine lacks; null where both are there.</summary>
    public string? MissingProgram() => !ProgramPath.Exists(Ffmpeg) ? Ffmpeg : !ProgramPath.Exists(Ffprobe) ? Ffprobe : null;

    /// <summary>Throws, naming the key and the allowed range, if a setting is out of range.</summary>
    public void Validate()
    {
        if (string.IsNullOrWhiteSpace(Ffmpeg) || string.IsNullOrWhiteSpace(Ffprobe)) throw new ArgumentException("Ffmpeg and Ffprobe must name programs.");
        if (MaxDuration < TimeSpan.FromSeconds(1) || MaxDuration > TimeSpan.FromHours(24)) throw new ArgumentException($"MaxDuration must be 1 s to 24 h, not {MaxDuration}.");
        if (TimeLimit < TimeSpan.FromMilliseconds(100) || TimeLimit > LongestTimeLimit) throw new ArgumentException($"TimeLimit must be 100 ms to 15 minutes, not {TimeLimit}.");
        if (MemoryLimitMebibytes is < 256 or > 65_536) throw new ArgumentException($"MemoryLimitMebibytes must be 256 to 65536, not {MemoryLimitMebibytes}.");
        if (MaxClips is < 1 or > 1_000) throw new ArgumentException($"MaxClips must be 1 to 1000, not {MaxClips}.");
    }
}
