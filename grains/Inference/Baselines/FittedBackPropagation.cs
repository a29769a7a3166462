namespace MediaAnalytics.Inference.Baselines;

/// <summary>A back-propagation network that has learnt. Immutable.</summary>
/// <param name="scale">How features are standardised.</param>
/// <param name="hidden">One row a neuron: its inputs' weights, then its bias.</param>
/// <param name="output">One row a label, likewise.</param>
/// <param name="chosen">What was chosen.</param>
internal sealed class FittedBackPropagation(FeatureScale scale, float[][] hidden, float[][] output, string chosen) : IFittedBaseline
{
    /// <inheritdoc/>
    public string Chosen => chosen;

    /// <inheritdoc/>
    public double[] Scores(float[] features) => Sums(output, Array.ConvertAll(Sums(hidden, scale.Apply(features)), Math.Tanh));

    private static double[] Sums(float[][] layer, double[] inputs) => Array.ConvertAll(layer, row =>
    {
        double sum = row[^1];
        for (int i = 0; i < inputs.Length; i++) sum += row[i] * inputs[i];
        return sum;
    });
}
