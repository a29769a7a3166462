using MediaAnalytics.Contracts.Observations;
using MediaAnalytics.Contracts.Observations.History;

namespace MediaAnalytics.Gateway.Queries.History;

/// <summary>One counter of a reading.</summary>
/// <param name="Value">The value as it came.</param>
/// <param name="Standing">The value that stands at the instant: the largest that came for it.</param>
/// <param name="Verdict">What the standing value was taken for (docs/counting.md); <c>held</c> where the next reading decides.</param>
/// <param name="Change">What it changed. Readings of one instant show the same change: it counts once.</param>
/// <param name="Counts">Whether this source counts for the counter; else another one does.</param>
public sealed record ValueInputJson(long Value, long Standing, Verdict Verdict, long Change, bool Counts)
{
    internal static ValueInputJson Of(ExplainedValue value) => new(value.Value, value.Standing, value.Verdict, value.Delta, value.Counts);
}
