namespace MediaAnalytics.Gateway.Simulation.Tally;

/// <summary>A line of <c>observations.jsonl</c> as the tally reads it back.</summary>
internal sealed record TallyReading(
    string Mv, string Platform, string Source, DateTimeOffset ObservedAt,
    long? Impressions, long? Clicks, long? Views, long? Likes, long? Comments, long? Shares);
