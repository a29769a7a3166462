using MediaAnalytics.Contracts.Observations;

namespace MediaAnalytics.Grains.Observations.Folding;

/// <summary>A reading of a series that is folded again.</summary>
/// <param name="At">UTC ticks of the observation.</param>
/// <param name="Values">Values, or <see cref="Counters.Absent"/>.</param>
/// <param name="Late">The batch of a reading that is not counted yet; null for one that was folded before.</param>
internal readonly record struct SeriesReading(long At, SixLongs Values, BatchHeader? Late);
