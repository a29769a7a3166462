using System.Globalization;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace MediaAnalytics.Inference.Baselines;

/// <summary>
/// The back-propagation network that Zhang and Cui (IJITWE 2023, doi 10.4018/IJITWE.325213) compare with: one hidden layer of tanh, one output
/// a label, trained on the cross-entropy. Features are standardised by the clips learnt from.
/// </summary>
internal sealed class BackPropagationNetwork(BackPropagationOptions options) : IBaseline
{
    /// <inheritdoc/>
    public string Name => "BPNN";

    /// <inheritdoc/>
    public IFittedBaseline Fit(FeatureTable training, CancellationToken cancellation)
    {
        TorchRuntime.Start();
        using var scope = NewDisposeScope();
        var scale = new FeatureScale(training.Rows);
        int features = training.Rows[0].Length;
        var rows = tensor(training.Rows.SelectMany(scale.Apply).Select(value => (float)value).ToArray(), training.Count, features);
        var labels = tensor(training.Labels.Select(label => (long)label).ToArray());
        var (hidden, output) = TorchRuntime.Seeded(options.Seed, () => (nn.Linear(features, options.Hidden), nn.Linear(options.Hidden, training.LabelCount)));
        using var network = nn.Sequential(hidden, nn.Tanh(), output);
        var optimizer = new Training.AdamW(network.parameters());
        float last = 0;
        for (int step = 0; step < options.Steps; step++)
        {
            cancellation.ThrowIfCancellationRequested();
            using var ofStep = NewDisposeScope();
            network.zero_grad();
            var loss = nn.functional.cross_entropy(network.forward(rows), labels);
            loss.backward();
            optimizer.Step(options.LearningRate * (1 - ((double)step / options.Steps)), options.WeightDecay);
            last = loss.item<float>();
        }

        string chosen = string.Create(CultureInfo.InvariantCulture, $"{options.Hidden} hidden, {options.Steps} steps, loss {last:F3}");
        return new FittedBackPropagation(scale, Weights(hidden), Weights(output), chosen);
    }

    /// <summary>One row an output: its inputs' weights, then its bias.</summary>
    private static float[][] Weights(Linear layer)
    {
        var weights = layer.weight!.data<float>().ToArray().Chunk((int)layer.weight!.shape[1]);
        return weights.Zip(layer.bias!.data<float>().ToArray(), (row, bias) => (float[])[.. row, bias]).ToArray();
    }
}
