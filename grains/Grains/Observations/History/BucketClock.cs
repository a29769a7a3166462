using MediaAnalytics.Analysis.Calendar;
using MediaAnalytics.Contracts.Observations.History;

namespace MediaAnalytics.Grains.Observations.History;

/// <summary>
/// Buckets of a time zone's clock and calendar: a day has 23 to 25 hours where the clock is set, and an hour that it repeats is two buckets. One thread at a
/// time.
/// </summary>
internal sealed class BucketClock(TimeZoneInfo zone, HistoryGranularity granularity)
{
    private (long From, long To) newest;

    /// <summary>The bucket of an instant: UTC ticks of its first instant, and of the first after it; twice the instant itself where it is none.</summary>
    public (long From, long To) Of(long at)
    {
        if (granularity == HistoryGranularity.None)
            return (at, at);
        if (at < newest.From || at >= newest.To)
            newest = granularity switch
            {
                HistoryGranularity.Minute => OfClock(at, TimeSpan.TicksPerMinute),
                HistoryGranularity.Hour => OfClock(at, TimeSpan.TicksPerHour),
                _ => OfCalendar(at),
            };
        return newest;
    }

    private (long From, long To) OfCalendar(long at)
    {
        DateOnly first = First(DateOnly.FromDateTime(new DateTime(at + Offset(at)))), next = Next(first);
        // Where the clock is set back from after 00:00 to before it, the day has begun already.
        if (at >= LocalDay.Start(zone, next))
            (first, next) = (next, Next(next));
        return (LocalDay.Start(zone, first), LocalDay.Start(zone, next));
    }

    private DateOnly First(DateOnly day) => granularity switch
    {
        HistoryGranularity.Week => day.AddDays(-(((int)day.DayOfWeek + 6) % 7)),
        HistoryGranularity.Month => new(day.Year, day.Month, 1),
        _ => day,
    };

    private DateOnly Next(DateOnly first) => granularity switch
    {
        HistoryGranularity.Week => first.AddDays(7),
        HistoryGranularity.Month => first.AddMonths(1),
        _ => first.AddDays(1),
    };

    /// <summary>A unit of the clock, cut where the clock is set.</summary>
    private (long From, long To) OfClock(long at, long unit)
    {
        long offset = Offset(at), local = at + offset;
        long from = local - (local % unit) - offset, to = from + unit;
        return (Offset(from) == offset ? from : Turn(from, at, offset), Offset(to - 1) == offset ? to : Turn(at, to - 1, Offset(to - 1)));
    }

    /// <summary>The first instant in (<paramref name="before"/>, <paramref name="after"/>] with the offset that stands at its end.</summary>
    private long Turn(long before, long after, long offset)
    {
        while (after - before > 1)
        {
            long middle = before + ((after - before) / 2);
            (before, after) = Offset(middle) == offset ? (before, middle) : (middle, after);
        }

        return after;
    }

    private long Offset(long at) => zone.GetUtcOffset(new DateTime(at, DateTimeKind.Utc)).Ticks;
}
