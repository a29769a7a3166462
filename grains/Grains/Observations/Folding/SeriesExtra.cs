namespace MediaAnalytics.Grains.Observations.Folding;

/// <summary>What few series have: segments that a reset closed, and falls that are held. One thread at a time.</summary>
internal sealed class SeriesExtra
{
    /// <summary>Sum of the closed segments' last values, per counter.</summary>
    public SixLongs Closed;

    /// <summary>UTC ticks of the held falls.</summary>
    public SixLongs HeldAt;

    /// <summary>Values that the held falls fell to.</summary>
    public SixLongs HeldValue;
}
