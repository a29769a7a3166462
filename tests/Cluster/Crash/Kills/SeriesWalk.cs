namespace MediaAnalytics.Tests.Cluster.Crash.Kills;

/// <summary>
/// The random readings of one series: rises, falls of every kind, late readings, repeats and contradictions. One caller at a time.
/// </summary>
/// <param name="series">Whose.</param>
/// <param name="start">The first instant, in whole seconds.</param>
/// <param name="end">No instant is later; at the end only late readings and repeats go on.</param>
/// <param name="step">Longest time between two instants.</param>
/// <param name="reported">The counters that the source knows, as a mask.</param>
internal sealed class SeriesWalk(LoadSeries series, DateTime start, DateTime end, TimeSpan step, int reported)
{
    private const int Remembered = 64;
    private readonly long[] before = new long[LoadReading.Counters.Length];
    private readonly long[] values = new long[LoadReading.Counters.Length];
    private readonly List<LoadReading> past = [];
    private readonly long first = start.Ticks;
    private DateTime at = start;

    /// <summary>The next reading.</summary>
    public LoadReading Next(Random random)
    {
        int kind = random.Next(100);
        if (past.Count > 0 && (kind < 6 || at >= end))
            return past[random.Next(past.Count)];
        if (past.Count > 0 && kind < 9)
            return Remember(new(series, past[random.Next(past.Count)].At, Some(random)), random);
        if (past.Count > 1 && kind < 17)
            return Remember(new(series, Between(random), Some(random)), random);

        at = at.AddSeconds(random.NextInt64(1, (long)step.TotalSeconds));
        for (int counter = 0; counter < values.Length; counter++)
            Move(counter, random);
        return Remember(new(series, at.Ticks, Some(random)), random);
    }

    private void Move(int counter, Random random)
    {
        long value = values[counter];
        values[counter] = random.Next(100) switch
        {
            < 4 => value - (value * random.Next(1, 20) / 100),
            < 6 => value / 150,
            < 9 => before[counter],
            < 20 => value,
            _ => value + random.Next(1, 400),
        };
        before[counter] = value;
    }

    /// <summary>The values of now, a counter missing here and there.</summary>
    private long[] Some(Random random)
    {
        long[] some = [.. values.Select((value, counter) => (reported & (1 << counter)) != 0 && random.Next(12) > 0 ? value : LoadReading.Absent)];
        if (Array.TrueForAll(some, value => value == LoadReading.Absent))
            some[2] = values[2];
        return some;
    }

    private long Between(Random random)
    {
        long second = random.NextInt64(first, at.Ticks) / TimeSpan.TicksPerSecond;
        return second * TimeSpan.TicksPerSecond;
    }

    private LoadReading Remember(LoadReading reading, Random random)
    {
        if (past.Count < Remembered) past.Add(reading);
        else past[random.Next(Remembered)] = reading;
        return reading;
    }
}
