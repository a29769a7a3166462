namespace MediaAnalytics.Contracts.Observations.History;

/// <summary>
/// How a counter's totals add up, from its first value or the last break of definition on: gross = firsts + rises; net = firsts + rises − falls − closed.
/// A sum stops at <see cref="long.MaxValue"/>, which then reads as "at least"; <paramref name="Net"/> is exact even so.
/// </summary>
/// <param name="Platform">The platform.</param>
/// <param name="Counter">The counter.</param>
/// <param name="Source">Whose readings count.</param>
/// <param name="Since">The first instant that is in the sums.</param>
/// <param name="Segments">One, and one more for each reset.</param>
/// <param name="Firsts">Sum of the segments' first values.</param>
/// <param name="Rises">Sum of the rises, ≥ 0.</param>
/// <param name="Falls">Sum of the falls, ≥ 0.</param>
/// <param name="Closed">Sum of the values from which the counter was reset.</param>
/// <param name="Net">The net total.</param>
/// <param name="Gross">The gross total.</param>
[GenerateSerializer, Immutable, Alias("ma.CounterSum")]
public sealed record CounterSum(
    [property: Id(0)] string Platform,
    [property: Id(1)] Counter Counter,
    [property: Id(2)] string Source,
    [property: Id(3)] DateTimeOffset Since,
    [property: Id(4)] int Segments,
    [property: Id(5)] long Firsts,
    [property: Id(6)] long Rises,
    [property: Id(7)] long Falls,
    [property: Id(8)] long Closed,
    [property: Id(9)] long Net,
    [property: Id(10)] long Gross);
