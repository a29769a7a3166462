namespace MediaAnalytics.Gateway.Simulation.Readings;

/// <summary>One reading: what one source said of one MV on one platform at one instant.</summary>
/// <param name="Mv">The MV's catalogue id.</param>
/// <param name="Platform">The platform's name.</param>
/// <param name="Source">Who reported.</param>
/// <param name="ObservedAt">Seconds since 1970-01-01T00:00:00Z.</param>
/// <param name="Values">The counters.</param>
internal readonly record struct Reading(string Mv, string Platform, string Source, long ObservedAt, CounterValues Values);
