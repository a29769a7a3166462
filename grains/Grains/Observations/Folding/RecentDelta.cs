namespace MediaAnalytics.Grains.Observations.Folding;

/// <summary>What one reading changed. Blittable.</summary>
internal struct RecentDelta
{
    /// <summary>UTC ticks of the reading.</summary>
    public long At;

    /// <summary>Place of its series.</summary>
    public long Series;

    /// <summary>Net change per counter.</summary>
    public SixLongs Deltas;
}
