namespace MediaAnalytics.Gateway.Simulation.Tally;

/// <summary>The two sums of a ratio of sums.</summary>
internal sealed record RatioSums
{
    public long Numerator { get; set; }

    public long Denominator { get; set; }

    /// <summary>Counts a row where it reports both.</summary>
    public void Add(long? numerator, long? denominator)
    {
        if (numerator is not { } above || denominator is not { } below) return;
        (Numerator, Denominator) = (Numerator + above, Denominator + below);
    }
}
