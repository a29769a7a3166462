namespace MediaAnalytics.Analysis.Calendar;

/// <summary>Days of a time zone's calendar.</summary>
public static class LocalDay
{
    /// <summary>UTC ticks of a day's first instant in a zone: 00:00, or what follows it where the clock skips 00:00.</summary>
    public static long Start(TimeZoneInfo zone, DateOnly day)
    {
        ArgumentNullException.ThrowIfNull(zone);
        DateTime midnight = day.ToDateTime(TimeOnly.MinValue);
        while (zone.IsInvalidTime(midnight)) midnight = midnight.AddMinutes(1);
        // Where 00:00 comes twice, the day begins with the first.
        TimeSpan offset = zone.IsAmbiguousTime(midnight) ? zone.GetAmbiguousTimeOffsets(midnight).Max() : zone.GetUtcOffset(midnight);
        long start = Math.Clamp(midnight.Ticks - offset.Ticks, DateTime.MinValue.Ticks, DateTime.MaxValue.Ticks);
        return HasCome(zone, day, start) ? start : Turn(zone, day, start);
    }

    /// <summary>
    /// The first instant of a day that <paramref name="before"/> is too early for: where a zone skips 00:00 by a rule of its own, or the whole day,
    /// <see cref="TimeZoneInfo"/> takes the skipped time for a valid one.
    /// </summary>
    private static long Turn(TimeZoneInfo zone, DateOnly day, long before)
    {
        long after = Math.Min(before + (2 * TimeSpan.TicksPerDay), DateTime.MaxValue.Ticks);
        while (after - before > 1)
        {
            long middle = before + ((after - before) / 2);
            (before, after) = HasCome(zone, day, middle) ? (before, middle) : (middle, after);
        }

        return after;
    }

    private static bool HasCome(TimeZoneInfo zone, DateOnly day, long at) =>
        at + zone.GetUtcOffset(new DateTime(at, DateTimeKind.Utc)).Ticks >= day.ToDateTime(TimeOnly.MinValue).Ticks;
}
