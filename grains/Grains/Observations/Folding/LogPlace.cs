namespace MediaAnalytics.Grains.Observations.Folding;

/// <summary>Where a reading stands in the log: the entry, and its place in that.</summary>
internal readonly record struct LogPlace(long Offset, int Ordinal) : IComparable<LogPlace>
{
    public int CompareTo(LogPlace other) => Offset != other.Offset ? Offset.CompareTo(other.Offset) : Ordinal.CompareTo(other.Ordinal);

    public static bool operator <(LogPlace a, LogPlace b) => a.CompareTo(b) < 0;

    public static bool operator >(LogPlace a, LogPlace b) => a.CompareTo(b) > 0;

    public static bool operator <=(LogPlace a, LogPlace b) => a.CompareTo(b) <= 0;

    public static bool operator >=(LogPlace a, LogPlace b) => a.CompareTo(b) >= 0;
}
