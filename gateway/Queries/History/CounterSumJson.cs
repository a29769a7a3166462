using MediaAnalytics.Contracts.Observations.History;
using MediaAnalytics.Gateway.Observations;

namespace MediaAnalytics.Gateway.Queries.History;

/// <summary>
/// How a counter's totals add up, from its first value or the last break of definition on: gross = firsts + gained; net = firsts + gained − removed − closed.
/// </summary>
/// <param name="Platform">The platform.</param>
/// <param name="Counter">The counter.</param>
/// <param name="Source">Whose readings count.</param>
/// <param name="Since">The first instant that is in the sums.</param>
/// <param name="Segments">One, and one more for each reset.</param>
/// <param name="Firsts">Sum of the segments' first values.</param>
/// <param name="Gained">Sum of the rises.</param>
/// <param name="Removed">Sum of the falls.</param>
/// <param name="Closed">Sum of the values from which the counter was reset.</param>
/// <param name="Net">The net total.</param>
/// <param name="Gross">The gross total.</param>
public sealed record CounterSumJson(
    string Platform, string Counter, string Source, DateTimeOffset Since, int Segments, long Firsts, long Gained, long Removed, long Closed, long Net,
    long Gross)
{
    internal static CounterSumJson Of(CounterSum sum) => new(
        sum.Platform, ReadingFields.NameOf(sum.Counter), sum.Source, sum.Since, sum.Segments, sum.Firsts, sum.Rises, sum.Falls, sum.Closed, sum.Net,
        sum.Gross);
}
