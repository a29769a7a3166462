namespace MediaAnalytics.Analysis.Signal;

/// <summary>Spectral centroid (Zhang and Cui, IJITWE 2023, doi 10.4018/IJITWE.325213, equation 3): Σ f·S(f) / Σ S(f).</summary>
public static class SpectralCentroid
{
    /// <summary>
    /// The centre of a spectrum's weight; Hz. <paramref name="spectrum"/> holds powers or magnitudes (≥ 0), one for each frequency of
    /// <paramref name="hz"/>. Silence gives 0.
    /// </summary>
    public static double Of(ReadOnlySpan<float> spectrum, ReadOnlySpan<float> hz)
    {
        double weight = 0, sum = 0;
        for (int i = 0; i < spectrum.Length; i++)
        {
            weight += spectrum[i];
            sum += (double)spectrum[i] * hz[i];
        }

        return weight > 0 ? sum / weight : 0;
    }
}
