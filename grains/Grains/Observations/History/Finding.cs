using MediaAnalytics.Contracts.Observations;

namespace MediaAnalytics.Grains.Observations.History;

/// <summary>What one value of a counter was taken for, and what it changed.</summary>
/// <param name="At">UTC ticks.</param>
/// <param name="Value">The value that stands at the instant.</param>
/// <param name="Verdict">What it was taken for.</param>
/// <param name="Delta">Change of the net total within its segment.</param>
internal readonly record struct Finding(long At, long Value, Verdict Verdict, long Delta);
