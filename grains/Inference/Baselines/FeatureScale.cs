namespace MediaAnalytics.Inference.Baselines;

/// <summary>Standardisation: each feature less its mean over the clips learnt from, by its deviation over them; one that never varied there becomes 0. Immutable.</summary>
internal sealed class FeatureScale
{
    private readonly double[] _means;
    private readonly double[] _factors;

    /// <summary>Learns the scale of <paramref name="rows"/>.</summary>
    public FeatureScale(IReadOnlyList<float[]> rows)
    {
        _means = new double[rows[0].Length];
        _factors = new double[rows[0].Length];
        for (int i = 0; i < _means.Length; i++)
        {
            _means[i] = rows.Average(row => (double)row[i]);
            double variance = rows.Average(row => Math.Pow(row[i] - _means[i], 2));
            _factors[i] = variance > 0 ? 1 / Math.Sqrt(variance) : 0;
        }
    }

    /// <summary>A row under the scale.</summary>
    /// <exception cref="ArgumentException">It has another number of features than the rows learnt from.</exception>
    public double[] Apply(float[] row)
    {
        if (row.Length != _means.Length) throw new ArgumentException($"The clip has {row.Length} features; {_means.Length} were learnt from. Make both by the same measures.", nameof(row));
        var scaled = new double[row.Length];
        for (int i = 0; i < row.Length; i++) scaled[i] = (row[i] - _means[i]) * _factors[i];
        return scaled;
    }
}
