namespace MediaAnalytics.Gateway.Simulation.Readings;

/// <summary>The cumulative counters of one reading, each a whole number ≥ 0, or null where it is not reported.</summary>
internal readonly record struct CounterValues(
    long? Impressions, long? Clicks, long? Views, long? Likes, long? Comments, long? Shares);
