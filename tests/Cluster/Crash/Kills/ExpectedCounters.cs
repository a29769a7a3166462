namespace MediaAnalytics.Tests.Cluster.Crash.Kills;

/// <summary>What one MV must show on one platform; arrays by <see cref="LoadReading.Counters"/>.</summary>
internal sealed record ExpectedCounters(string Mv, string Platform, int Readings)
{
    /// <summary><see cref="LoadReading.Absent"/> where never reported.</summary>
    public long[] Net { get; } = [-1, -1, -1, -1, -1, -1];

    /// <summary><see cref="LoadReading.Absent"/> where never reported.</summary>
    public long[] Gross { get; } = [-1, -1, -1, -1, -1, -1];

    /// <summary>Rises of the last day.</summary>
    public long[] Gained { get; } = new long[6];

    /// <summary>Falls of the last day.</summary>
    public long[] Removed { get; } = new long[6];
}
