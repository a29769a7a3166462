using System.Globalization;
using MediaAnalytics.Contracts.Observations;
using MediaAnalytics.Gateway.Observations;

namespace MediaAnalytics.Gateway.Verbs.Observing.Reach;

/// <summary>
/// Turns one video's daily increments into cumulative readings, one a day, that go on from the newest that the server knows. Days at or before that one
/// are known. From the first bad day on nothing is sent, since what follows would lack that day for good: it is held back until the file is mended.
/// </summary>
internal static class ReachSeries
{
    /// <summary>The readings in the order of their days, the number of rows whose day is known, and the rows that are held back.</summary>
    /// <param name="rows">The video's good rows.</param>
    /// <param name="faults">The video's bad rows.</param>
    /// <param name="newest">What the server knows; null where nothing.</param>
    /// <param name="endOf">The instant at which a day ends.</param>
    public static (List<ReachRow> Readings, long Known, List<QuarantinedRow> HeldBack) Of(
        IEnumerable<ReachRow> rows, IEnumerable<ReachFault> faults, NewestReadingJson? newest, Func<DateOnly, DateTimeOffset> endOf)
    {
        bool IsKnown(DateOnly day) => newest?.ObservedAt is { } at && endOf(day) <= at;
        ReachFault? first = faults.Where(fault => fault.Day is not { } day || !IsKnown(day)).OrderBy(fault => fault.Day ?? DateOnly.MinValue).ThenBy(fault => fault.Row.Line).FirstOrDefault();
        (long impressions, long clicks) = (newest?.Counters.Impressions ?? 0, newest?.Counters.Clicks ?? 0);
        var readings = new List<ReachRow>();
        var heldBack = new List<QuarantinedRow>();
        long known = 0;
        foreach (IGrouping<DateOnly, ReachRow> day in rows.GroupBy(row => row.Day).OrderBy(day => day.Key))
        {
            if (IsKnown(day.Key)) known += day.Count();
            else if (first is not null && day.Key >= (first.Day ?? DateOnly.MinValue)) heldBack.AddRange(day.Select(row => HeldBack(row, first)));
            else
            {
                foreach (ReachRow row in day) (impressions, clicks) = (Sum(impressions, row.Impressions), Sum(clicks, row.Clicks));
                readings.Add(new(day.Min(row => row.Line), day.First().Mv, day.Key, impressions, clicks));
            }
        }

        return (readings, known, heldBack);
    }

    // What is beyond the largest counter is for the server to refuse.
    private static long Sum(long sum, long more) => Math.Min(CountParser.Largest + 1, sum + more);

    private static QuarantinedRow HeldBack(ReachRow row, ReachFault first) => new(
        row.Line, "date", row.Day.ToString("yyyyMMdd", CultureInfo.InvariantCulture), "reach.heldBack",
        $"line {first.Row.Line} of the same video is not right, and this day's total builds on it: mend that and send the file again");
}
