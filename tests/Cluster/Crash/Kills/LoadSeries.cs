namespace MediaAnalytics.Tests.Cluster.Crash.Kills;

/// <summary>What one source reports of one MV on one platform.</summary>
internal readonly record struct LoadSeries(string Mv, string Platform, string Source);
