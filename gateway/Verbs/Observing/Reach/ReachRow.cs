namespace MediaAnalytics.Gateway.Verbs.Observing.Reach;

/// <summary>A good row of a reach report.</summary>
/// <param name="Line">Its line in the file.</param>
/// <param name="Mv">The video's MV.</param>
/// <param name="Day">The day, in Pacific Time.</param>
/// <param name="Impressions">Impressions of that day.</param>
/// <param name="Clicks">Clicks of that day.</param>
internal sealed record ReachRow(long Line, string Mv, DateOnly Day, long Impressions, long Clicks);
