using MediaAnalytics.Analysis.Signal;
using MediaAnalytics.Inference.Networks;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MediaAnalytics.Inference.Summary;

/// <summary>
/// A back-propagation network on what summarises a tile as a whole: means and deviations of mel cepstra, deviations of their differences, means and deviations of
/// mel bands, and how strongly broader bands swell and fade at each rhythm. It knows timbre and tempo but no patterns, and so errs where the convolutions do not.
/// [n, 1, mel, frames] → [n, labels].
/// </summary>
internal sealed class SummaryNetwork : GenreModule
{
    private const double FeatureDropout = 0.2, HiddenDropout = 0.5;
    private const double SlowestHz = 0.4, FastestHz = 12;
    /// <summary>Added before logarithms, so that silence has one.</summary>
    private static readonly Tensor LeastVariance = tensor(1e-4f).DetachFromDisposeScope(), LeastPower = tensor(1e-2f).DetachFromDisposeScope();

    private readonly SummaryShape _shape;
    private readonly Tensor _cosines;
    private readonly Tensor _rhythms;
    private readonly Tensor _window;
    private readonly BatchNorm1d _featureNorm;
    private readonly Linear _hidden;
    private readonly BatchNorm1d _hiddenNorm;
    private readonly Linear _logits;

    /// <summary>Makes one for tiles of <paramref name="frames"/> frames under <paramref name="contract"/>.</summary>
    public SummaryNetwork(SummaryShape shape, int labels, LogMelContract contract, int frames)
        : base("Summary")
    {
        _shape = shape;
        _cosines = Cosines(contract.MelBands, shape.Cepstra);
        _rhythms = RhythmFilters(shape.Rhythms, frames, (double)contract.SampleRate / contract.HopLength);
        _window = hann_window(frames, periodic: true);
        int features = (3 * shape.Cepstra) + contract.MelBands + (shape.Bands * shape.Rhythms);
        _featureNorm = BatchNorm1d(features);
        _hidden = Linear(features, shape.Hidden);
        _hiddenNorm = BatchNorm1d(shape.Hidden);
        _logits = Linear(shape.Hidden, labels);
        RegisterComponents();
    }

    public override Tensor forward(Tensor input)
    {
        using var scope = NewDisposeScope();
        var features = Drop(_featureNorm.forward(Features(input)), FeatureDropout);
        var hidden = _hiddenNorm.forward(_hidden.forward(features)).relu();
        return _logits.forward(Drop(hidden, HiddenDropout)).MoveToOuterDisposeScope();
    }

    /// <summary>Weights [mel, cepstra] of the orthonormal DCT-II.</summary>
    private static Tensor Cosines(int bands, int cepstra)
    {
        var weights = new float[bands * cepstra];
        for (int i = 0; i < weights.Length; i++)
            weights[i] = (float)(Math.Sqrt(2.0 / bands) * Math.Cos(Math.PI * (i % cepstra) * ((i / cepstra) + 0.5) / bands));
        return tensor(weights).view(bands, cepstra);
    }

    /// <summary>Weights [modulation bin, rhythm]: triangles over the logarithm of frequency, no narrower than a bin, each summing to 1.</summary>
    private static Tensor RhythmFilters(int count, int frames, double framesPerSecond)
    {
        int bins = (frames / 2) + 1;
        double low = Math.Log(SlowestHz), step = (Math.Log(FastestHz) - low) / count, bin = framesPerSecond / frames;
        var weights = new float[bins * count];
        for (int rhythm = 0; rhythm < count; rhythm++)
        {
            double centre = low + (step * (rhythm + 0.5)), width = Math.Max(step, bin / Math.Exp(centre));
            var heights = Enumerable.Range(0, bins).Select(i => i == 0 ? 0 : Math.Max(0, 1 - (Math.Abs(Math.Log(i * bin) - centre) / width))).ToArray();
            double sum = Math.Max(heights.Sum(), double.Epsilon);
            for (int i = 0; i < bins; i++) weights[(i * count) + rhythm] = (float)(heights[i] / sum);
        }

        return tensor(weights).view(bins, count);
    }

    /// <summary>What stands for a tile, [n, features]; deviations and powers as logarithms.</summary>
    private Tensor Features(Tensor input)
    {
        var levels = input.squeeze(1);
        var frames = levels.transpose(1, 2);
        var cepstra = frames.matmul(_cosines);
        var differences = cepstra.slice(1, 2, cepstra.shape[1], 1) - cepstra.slice(1, 0, cepstra.shape[1] - 2, 1);
        var pairs = levels.reshape(levels.shape[0], levels.shape[1] / 2, 2, levels.shape[2]).mean([2]);
        var bands = levels.reshape(levels.shape[0], _shape.Bands, -1, levels.shape[2]).mean([2]);
        var swelling = (bands - bands.mean([2], keepdim: true)) * _window;
        var spectrum = fft.rfft(swelling).abs();
        var power = (spectrum * spectrum).matmul(_rhythms);
        return cat([cepstra.mean([1]), Deviation(cepstra, 1), Deviation(differences, 1), pairs.mean([2]), Deviation(pairs, 2), power.add(LeastPower, TorchRuntime.One).log().flatten(1)], 1);
    }

    private static Tensor Deviation(Tensor values, long dimension) => values.var(dimension).add(LeastVariance, TorchRuntime.One).log();
}
