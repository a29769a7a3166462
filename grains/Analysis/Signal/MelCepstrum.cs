namespace MediaAnalytics.Analysis.Signal;

/// <summary>
/// Mel-frequency cepstral coefficients (Zhang and Cui, IJITWE 2023, doi 10.4018/IJITWE.325213, equation 8): C(n) = Σ s(m)·cos(πn(m + ½)/M)
/// over the logarithms s(m) of M mel bands, scaled to be orthonormal (√(1/M) for n = 0, else √(2/M)). Immutable.
/// </summary>
public sealed class MelCepstrum
{
    private const double LeastPower = 1e-6;
    private readonly float[][] _cosines;

    /// <summary>Makes the transform of <paramref name="bands"/> logarithms to the first <paramref name="coefficients"/> coefficients, 1 to <paramref name="bands"/>.</summary>
    public MelCepstrum(int bands, int coefficients)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(coefficients, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(coefficients, bands);
        _cosines = new float[coefficients][];
        for (int n = 0; n < coefficients; n++)
        {
            double scale = Math.Sqrt((n == 0 ? 1.0 : 2.0) / bands);
            _cosines[n] = Enumerable.Range(0, bands).Select(m => (float)(scale * Math.Cos(Math.PI * n * (m + 0.5) / bands))).ToArray();
        }
    }

    /// <summary>The logarithm taken of a mel band's power: ln(<paramref name="power"/> + 10⁻⁶).</summary>
    public static float Log(float power) => (float)Math.Log(power + LeastPower);

    /// <summary>Writes the coefficients of a frame's logarithms.</summary>
    public void Apply(ReadOnlySpan<float> logarithms, Span<float> coefficients)
    {
        for (int n = 0; n < _cosines.Length; n++)
        {
            double sum = 0;
            for (int m = 0; m < logarithms.Length; m++) sum += logarithms[m] * _cosines[n][m];
            coefficients[n] = (float)sum;
        }
    }
}
