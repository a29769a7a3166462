using MediaAnalytics.Analysis.Calendar;

namespace MediaAnalytics.Gateway.Observations;

/// <summary>Reads instants: RFC 3339 with an offset, or a date, which is 00:00 in a time zone. One caller at a time.</summary>
internal sealed class InstantParser(TimeZoneInfo zone)
{
    private const int LongestText = 40;
    private const long TicksPerSecond = TimeSpan.TicksPerSecond;

    private DateOnly _day;
    private DateTimeOffset _dayStart;

    /// <summary>Reads an instant, in UTC; parts of a second beyond 100 ns are cut off. False where the text is none.</summary>
    public bool TryParse(ReadOnlySpan<byte> text, out DateTimeOffset instant)
    {
        instant = default;
        if (text.Length is < 10 or > LongestText || text[4] != '-' || text[7] != '-') return false;
        if (!TryDigits(text[..4], out int year) || !TryDigits(text[5..7], out int month) || !TryDigits(text[8..10], out int day)) return false;
        if (year < 1 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month)) return false;
        if (text.Length == 10)
        {
            instant = StartOf(new(year, month, day));
            return true;
        }

        return TryTime(text[10..], new DateTime(year, month, day).Ticks, out instant);
    }

    /// <summary>The first instant of a day in the zone: 00:00, or what follows it where the clock skips 00:00.</summary>
    public DateTimeOffset StartOf(DateOnly day)
    {
        if (day == _day && _dayStart != default) return _dayStart;
        (_day, _dayStart) = (day, new(LocalDay.Start(zone, day), TimeSpan.Zero));
        return _dayStart;
    }

    private static bool TryTime(ReadOnlySpan<byte> text, long dayTicks, out DateTimeOffset instant)
    {
        instant = default;
        if (text.Length < 10 || text[0] is not ((byte)'T' or (byte)'t' or (byte)' ') || text[3] != ':' || text[6] != ':') return false;
        if (!TryDigits(text[1..3], out int hour) || !TryDigits(text[4..6], out int minute) || !TryDigits(text[7..9], out int second)) return false;
        if (hour > 23 || minute > 59 || second > 59) return false;
        text = text[9..];
        long ticks = dayTicks + ((hour * 60L + minute) * 60 + second) * TicksPerSecond;
        if (text[0] == '.')
        {
            int digits = text[1..].IndexOfAnyExceptInRange((byte)'0', (byte)'9');
            if (digits < 1) return false;
            for ((int i, long unit) = (1, TicksPerSecond / 10); i <= digits && unit > 0; i++, unit /= 10) ticks += (text[i] - '0') * unit;
            text = text[(digits + 1)..];
        }

        if (!TryOffset(text, out int offsetMinutes)) return false;
        ticks -= offsetMinutes * TimeSpan.TicksPerMinute;
        if (ticks < 0 || ticks > DateTime.MaxValue.Ticks) return false;
        instant = new(ticks, TimeSpan.Zero);
        return true;
    }

    private static bool TryOffset(ReadOnlySpan<byte> text, out int minutes)
    {
        minutes = 0;
        if (text is [(byte)'Z' or (byte)'z']) return true;
        if (text.Length != 6 || text[0] is not ((byte)'+' or (byte)'-') || text[3] != ':') return false;
        if (!TryDigits(text[1..3], out int hour) || !TryDigits(text[4..6], out int minute) || hour > 23 || minute > 59) return false;
        minutes = (text[0] == '-' ? -1 : 1) * (hour * 60 + minute);
        return true;
    }

    private static bool TryDigits(ReadOnlySpan<byte> text, out int value)
    {
        value = 0;
        foreach (byte b in text)
        {
            if (b is < (byte)'0' or > (byte)'9') return false;
            value = value * 10 + (b - '0');
        }

        return true;
    }
}
