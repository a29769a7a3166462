namespace MediaAnalytics.Grains.Observations;

/// <summary>Time since an instant.</summary>
internal static class ClockDistance
{
    /// <summary>Without a sign: a clock that was set back must not stop what is due by it.</summary>
    public static TimeSpan Apart(this TimeProvider time, DateTimeOffset then) => (time.GetUtcNow() - then).Duration();
}
