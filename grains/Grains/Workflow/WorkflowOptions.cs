using System.IO.Hashing;
using System.Runtime.InteropServices;

namespace MediaAnalytics.Grains.Workflow;

/// <summary>How MVs go through their stages. Configuration section <c>Workflow</c>.</summary>
public sealed record WorkflowOptions
{
    /// <summary>Default of <see cref="MaxAttempts"/>.</summary>
    public const int DefaultMaxAttempts = 5;

    /// <summary>Default of <see cref="MaxSetbacks"/>.</summary>
    public const int DefaultMaxSetbacks = 12;

    /// <summary>Default of <see cref="MaxInFlight"/>.</summary>
    public const int DefaultMaxInFlight = 32;

    /// <summary>Default of <see cref="MaxRescoring"/>.</summary>
    public const int DefaultMaxRescoring = 16;

    /// <summary>Most of <see cref="MaxDecodes"/>.</summary>
    private const int MostDecodes = 256;

    /// <summary>Memory that a decode may count on where the default of <see cref="MaxDecodes"/> is chosen.</summary>
    private const long BytesADecode = 256L << 20;

    /// <summary>Attempts of a stage before it gives up; 1 to 100.</summary>
    public int MaxAttempts { get; init; } = DefaultMaxAttempts;

    /// <summary>
    /// Silos that may be lost with an MV's decode on them, and decoded tracks that recognition may refuse, before the MV gives up; 3 to 100. By the default, and
    /// default back-offs, that takes at least 18 minutes, and an upgrade of all silos would have to lose it a dozen times.
    /// </summary>
    public int MaxSetbacks { get; init; } = DefaultMaxSetbacks;

    /// <summary>MVs that are worked on at once; 1 to 1,024. Decodes are bounded by <see cref="MaxDecodes"/> besides.</summary>
    public int MaxInFlight { get; init; } = DefaultMaxInFlight;

    /// <summary>ffmpeg processes at once on this silo; 1 to 256. The default is the number of cores, but at most one for each 256 MiB of the container's memory.</summary>
    public int MaxDecodes { get; init; } = DecodesFor(Environment.ProcessorCount, GC.GetGCMemoryInfo().TotalAvailableMemoryBytes);

    /// <summary>MVs that are scored anew at once, when a newer model serves; 1 to 1,024.</summary>
    public int MaxRescoring { get; init; } = DefaultMaxRescoring;

    /// <summary>First wait after a failed attempt; it doubles with each, up to <see cref="LongestBackOff"/>. 10 ms to 1 h.</summary>
    public TimeSpan FirstBackOff { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Longest wait between attempts.</summary>
    public TimeSpan LongestBackOff { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>How long an event may be owed before the pump sends it in the grain's place.</summary>
    public TimeSpan OutboxGrace { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Wait after an event could not be sent.</summary>
    public TimeSpan OutboxRetry { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>Says what is wrong, naming the key; null where nothing is.</summary>
    public string? Problem() =>
        MaxAttempts is < 1 or > 100 ? "Workflow:MaxAttempts must be 1 to 100"
        : MaxSetbacks is < 3 or > 100 ? "Workflow:MaxSetbacks must be 3 to 100"
        : MaxInFlight is < 1 or > 1_024 ? "Workflow:MaxInFlight must be 1 to 1024"
        : MaxDecodes is < 1 or > MostDecodes ? "Workflow:MaxDecodes must be 1 to 256"
        : MaxRescoring is < 1 or > 1_024 ? "Workflow:MaxRescoring must be 1 to 1024"
        : FirstBackOff < TimeSpan.FromMilliseconds(10) || FirstBackOff > LongestBackOff ? "Workflow:FirstBackOff must be 10 ms to LongestBackOff"
        : OutboxGrace < TimeSpan.FromMilliseconds(100) || OutboxGrace > TimeSpan.FromHours(1) ? "Workflow:OutboxGrace must be 0.1 seconds to 1 hour"
        : OutboxRetry < TimeSpan.FromMilliseconds(100) || OutboxRetry > TimeSpan.FromHours(1) ? "Workflow:OutboxRetry must be 0.1 seconds to 1 hour"
        : LongestBackOff > TimeSpan.FromHours(24) ? "Workflow:LongestBackOff must be at most 24 hours"
        : null;

    /// <summary>Decodes at once for a number of cores and a memory.</summary>
    internal static int DecodesFor(int cores, long bytes) => (int)Math.Clamp(Math.Min(cores, bytes / BytesADecode), 1, MostDecodes);

    /// <summary>
    /// Wait after failed attempt number <paramref name="attempts"/> (from 1): exponential, with up to a quarter of jitter drawn from the MV's id so that
    /// MVs that failed together do not come back together.
    /// </summary>
    public TimeSpan BackOff(int attempts, string mv)
    {
        double wait = FirstBackOff.TotalSeconds * Math.Pow(2, Math.Min(attempts - 1, 30));
        double jitter = XxHash32.HashToUInt32(MemoryMarshal.AsBytes(mv.AsSpan()), attempts) / (double)uint.MaxValue / 4;
        return TimeSpan.FromSeconds(Math.Min(wait, LongestBackOff.TotalSeconds) * (1 + jitter));
    }
}
