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
        return Math.Clamp(midnight.Ticks - offset.Ticks, DateTime.MinValue.Ticks, DateTime.MaxValue.Ticks);
    }
}
