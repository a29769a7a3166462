namespace MediaAnalytics.Analysis.Signal;

/// <summary>
/// Sub-band energy (Zhang and Cui, IJITWE 2023, doi 10.4018/IJITWE.325213, equation 4): the share of a spectrum's power that lies in each
/// of several bands, here octaves below half the sample rate, the lowest reaching down to 0 Hz.
/// </summary>
public static class SubBandEnergy
{
    /// <summary>
    /// Writes the shares, lowest band first; they sum to 1, and are all 0 in silence. Of n bands, band k holds what lies above
    /// <paramref name="topHz"/>/2^(n−k) (band 0: from 0 Hz), up to and with <paramref name="topHz"/>/2^(n−1−k).
    /// </summary>
    /// <param name="power">Powers (≥ 0).</param>
    /// <param name="hz">Their frequencies, ascending, none above <paramref name="topHz"/>.</param>
    /// <param name="topHz">Upper edge of the highest band: half the sample rate.</param>
    /// <param name="shares">One a band.</param>
    public static void Shares(ReadOnlySpan<float> power, ReadOnlySpan<float> hz, double topHz, Span<float> shares)
    {
        double total = 0;
        foreach (float p in power) total += p;
        for (int band = 0, bin = 0; band < shares.Length; band++)
        {
            double edge = topHz / Math.Pow(2, shares.Length - 1 - band), sum = 0;
            for (; bin < power.Length && hz[bin] <= edge; bin++) sum += power[bin];
            shares[band] = total > 0 ? (float)(sum / total) : 0;
        }
    }
}
