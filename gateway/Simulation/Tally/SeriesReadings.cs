namespace MediaAnalytics.Gateway.Simulation.Tally;

/// <summary>The readings of one (mv, platform, source) by instant.</summary>
internal sealed class SeriesReadings
{
    private readonly Dictionary<DateTimeOffset, TallyReading> _readings = [];
    private DateTimeOffset _newest = DateTimeOffset.MinValue;

    /// <summary>The readings by observedAt.</summary>
    public List<TallyReading> Ordered => [.. _readings.Values.OrderBy(r => r.ObservedAt)];

    /// <summary>Takes a reading.</summary>
    /// <returns>Whether it is new, and whether a newer one came before it.</returns>
    /// <exception cref="InvalidDataException">It contradicts one with the same identity.</exception>
    public (bool New, bool Late) Add(TallyReading reading)
    {
        if (_readings.TryGetValue(reading.ObservedAt, out var same))
        {
            return same == reading ? (false, false)
                : throw new InvalidDataException($"Readings of {reading.Mv} at {reading.ObservedAt:O} contradict each other.");
        }
        _readings.Add(reading.ObservedAt, reading);
        var late = reading.ObservedAt < _newest;
        if (!late) _newest = reading.ObservedAt;
        return (true, late);
    }
}
