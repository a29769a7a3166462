namespace MediaAnalytics.Analysis.Signal;

/// <summary>
/// Zero-crossing rate (Zhang and Cui, IJITWE 2023, doi 10.4018/IJITWE.325213, equation 2): ½ Σ |sgn x(m) − sgn x(m − 1)|, here a step, with sgn 0 = 1.
/// </summary>
public static class ZeroCrossingRate
{
    /// <summary>The share of the frame's steps that change sign, 0 to 1; of a tone of f Hz it is 2f / the sample rate. At least two samples.</summary>
    public static double Of(ReadOnlySpan<float> frame)
    {
        int crossings = 0;
        for (int i = 1; i < frame.Length; i++) crossings += (frame[i] >= 0) != (frame[i - 1] >= 0) ? 1 : 0;
        return (double)crossings / (frame.Length - 1);
    }
}
