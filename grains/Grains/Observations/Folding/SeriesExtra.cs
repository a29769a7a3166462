namespace MediaAnalytics.Grains.Observations.Folding;

/// <summary>What few series have: falls that are held. One thread at a time.</summary>
internal sealed class SeriesExtra
{
    /// <summary>UTC ticks of the held falls, per counter.</summary>
    public SixLongs HeldAt;

    /// <summary>Values that the held falls fell to, per counter.</summary>
    public SixLongs HeldValue;
}
