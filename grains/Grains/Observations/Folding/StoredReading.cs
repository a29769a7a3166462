using MediaAnalytics.Contracts.Observations;

namespace MediaAnalytics.Grains.Observations.Folding;

/// <summary>A reading inside its series.</summary>
/// <param name="At">UTC ticks of the observation.</param>
/// <param name="Counters">Values, or <see cref="Counters.Absent"/>.</param>
internal readonly record struct StoredReading(long At, Counters Counters);
