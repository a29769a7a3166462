using System.Globalization;

namespace MediaAnalytics.Inference.Baselines;

/// <summary>A least-squares SVM that has learnt: label l's score is Σ βₗᵢ·K(x, xᵢ) + bₗ over the clips learnt from. Immutable.</summary>
/// <param name="scale">How features are standardised.</param>
/// <param name="rows">The clips learnt from, standardised.</param>
/// <param name="weights">β, [label, clip].</param>
/// <param name="offsets">b, one a label.</param>
/// <param name="width">σ.</param>
/// <param name="gamma">γ.</param>
/// <param name="accuracy">Accuracy of the inner cross-validation under them.</param>
internal sealed class FittedLeastSquaresSvm(FeatureScale scale, double[][] rows, double[] weights, double[] offsets, double width, double gamma, double accuracy) : IFittedBaseline
{
    /// <summary>β, [label, clip].</summary>
    public IReadOnlyList<double> Weights => weights;

    /// <summary>b, one a label.</summary>
    public IReadOnlyList<double> Offsets => offsets;

    /// <summary>σ, in standardised features.</summary>
    public double Width => width;

    /// <summary>Accuracy of the inner cross-validation.</summary>
    public double InnerAccuracy => accuracy;

    /// <summary>γ.</summary>
    public double Gamma => gamma;

    /// <inheritdoc/>
    public string Chosen => string.Create(CultureInfo.InvariantCulture, $"σ {width:G3}, γ {gamma:G3}, inner accuracy {accuracy:P1}");

    /// <summary>‖x − z‖².</summary>
    public static double SquaredDistance(double[] x, double[] z)
    {
        double sum = 0;
        for (int i = 0; i < x.Length; i++) sum += (x[i] - z[i]) * (x[i] - z[i]);
        return sum;
    }

    /// <inheritdoc/>
    public double[] Scores(float[] features)
    {
        var x = scale.Apply(features);
        var kernel = rows.Select(row => Math.Exp(-SquaredDistance(x, row) / (2 * width * width))).ToArray();
        return offsets.Select((offset, label) => offset + kernel.Zip(weights.Skip(label * rows.Length), (k, w) => k * w).Sum()).ToArray();
    }
}
