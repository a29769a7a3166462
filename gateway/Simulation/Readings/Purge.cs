namespace MediaAnalytics.Gateway.Simulation.Readings;

/// <summary>A platform took fake views away.</summary>
/// <param name="At">When, in seconds since 1970-01-01T00:00:00Z.</param>
/// <param name="Views">How many.</param>
internal readonly record struct Purge(long At, long Views);
