namespace MediaAnalytics.Grains.Observations.Folding;

/// <summary>A series that waits to be folded again, whole. One thread at a time.</summary>
/// <param name="First">All its readings before this place of the log are history; those from here on stand in <see cref="Readings"/>.</param>
internal sealed record LateSeries(LogPlace First)
{
    /// <summary>What came since, in log order.</summary>
    public List<SeriesReading> Readings { get; } = [];
}
