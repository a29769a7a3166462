namespace MediaAnalytics.Contracts.Observations;

/// <summary>Sums that stop at the ends of 64 bits: a total of <see cref="long.MaxValue"/> reads as at least that, and never turns negative.</summary>
public static class Saturating
{
    /// <summary>The sum, or the end of the range that it passes.</summary>
    public static long Add(long a, long b)
    {
        long sum = unchecked(a + b);
        return ((a ^ sum) & (b ^ sum)) >= 0 ? sum : a > 0 ? long.MaxValue : long.MinValue;
    }
}
