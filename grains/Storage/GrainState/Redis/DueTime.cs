namespace MediaAnalytics.Storage.GrainState.Redis;

/// <summary>Due times as scores of a sorted set, which are exact to 2^53: Unix milliseconds.</summary>
internal static class DueTime
{
    /// <summary>Rounded up, so that nothing is given out before it is due.</summary>
    public static long Score(DateTimeOffset due) => due.ToUnixTimeMilliseconds() + (due.UtcTicks % TimeSpan.TicksPerMillisecond == 0 ? 0 : 1);

    public static DateTimeOffset Of(double score) => DateTimeOffset.FromUnixTimeMilliseconds((long)score);
}
