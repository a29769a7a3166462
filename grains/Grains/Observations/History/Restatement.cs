namespace MediaAnalytics.Grains.Observations.History;

/// <summary>A log entry changed what had been found at an instant of a series.</summary>
/// <param name="At">The instant, UTC ticks.</param>
/// <param name="Counters">A bit per counter.</param>
/// <param name="Offset">The log entry.</param>
/// <param name="By">The instant of the reading that did it.</param>
/// <param name="Grows">Whether that is simply the series' next reading: within one bucket this restates nothing.</param>
internal readonly record struct Restatement(long At, int Counters, long Offset, long By, bool Grows);
