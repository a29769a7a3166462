namespace MediaAnalytics.Analysis.Signal;

/// <summary>Short-term energy (Zhang and Cui, IJITWE 2023, doi 10.4018/IJITWE.325213, equation 1): Σ x(m)²·w(n − m), here with w = 1/N over the frame's N samples.</summary>
public static class ShortTermEnergy
{
    /// <summary>The frame's mean square, 0 to 1 at full scale ±1; of a tone of amplitude A it is A²/2. At least one sample.</summary>
    public static double Of(ReadOnlySpan<float> frame)
    {
        double sum = 0;
        foreach (float sample in frame) sum += (double)sample * sample;
        return sum / frame.Length;
    }
}
