using MediaAnalytics.Contracts.Observations.History;

namespace MediaAnalytics.Gateway.Queries.History;

/// <summary>What became of a counter within a span of time.</summary>
/// <param name="Gained">Sum of the rises, ≥ 0. First values, after a reset or a break too, are in totals only.</param>
/// <param name="Removed">Sum of the falls (the platforms' corrections), ≥ 0.</param>
/// <param name="Net">Net total at its end: the newest value.</param>
/// <param name="Gross">Gross total at its end: first values plus every rise.</param>
/// <param name="Readings">Distinct readings.</param>
/// <param name="Corrections">Falls.</param>
/// <param name="Resets">Falls to near zero, from which the platform counts anew.</param>
/// <param name="Stale">Old values read again, which do not count.</param>
/// <param name="Breaks">First values after a break of definition.</param>
/// <param name="Provisional">Whether the last one is a fall that the next reading may still undo.</param>
public sealed record CounterChangeJson(
    long Gained, long Removed, long Net, long Gross, int Readings, int Corrections, int Resets, int Stale, int Breaks, bool Provisional)
{
    internal static CounterChangeJson Of(CounterChange change) => new(
        change.Rises, change.Falls, change.Net, change.Gross, change.Readings, change.Corrections, change.Resets, change.Stale, change.Breaks,
        change.Provisional);
}
