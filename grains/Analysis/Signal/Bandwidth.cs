namespace MediaAnalytics.Analysis.Signal;

/// <summary>Bandwidth (Zhang and Cui, IJITWE 2023, doi 10.4018/IJITWE.325213, equation 5): √(Σ (f − centroid)²·S(f) / Σ S(f)).</summary>
public static class Bandwidth
{
    /// <summary>How far a spectrum's weight lies from its <paramref name="centroid"/>, root mean square; Hz. The rest as for <see cref="SpectralCentroid.Of"/>.</summary>
    public static double Of(ReadOnlySpan<float> spectrum, ReadOnlySpan<float> hz, double centroid)
    {
        double weight = 0, sum = 0;
        for (int i = 0; i < spectrum.Length; i++)
        {
            weight += spectrum[i];
            sum += spectrum[i] * (hz[i] - centroid) * (hz[i] - centroid);
        }

        return weight > 0 ? Math.Sqrt(sum / weight) : 0;
    }
}
