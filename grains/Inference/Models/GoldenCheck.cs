using System.Globalization;
using MediaAnalytics.Inference.TensorFiles;

namespace MediaAnalytics.Inference.Models;

/// <summary>What a model's network answered when its file was made, and must answer wherever it is loaded.</summary>
/// <param name="Input">The formula of the clip: <see cref="GoldenClip.Formula"/>.</param>
/// <param name="Seed">The clip's seed.</param>
/// <param name="LogProbabilities">Mean over the clip's tiles of their log-probabilities, [label].</param>
internal sealed record GoldenCheck(string Input, int Seed, double[] LogProbabilities)
{
    /// <summary>The seed of every check that is made here.</summary>
    public const int DefaultSeed = 1;

    /// <summary>
    /// Largest difference of a mean log-probability that passes for rounding on the processor. Measured with the shipped model: 4e-7 between instruction sets
    /// (ONEDNN_MAX_CPU_ISA and ATEN_CPU_CAPABILITY from SSE4.1 to AVX-512) and between batches of 1 to 256 tiles.
    /// </summary>
    private const double CpuTolerance = 0.001;

    /// <summary>
    /// The same on CUDA, which convolves with operands of ten bits (TF32). Not measured there; on the processor, weights moved at random within ten bits moved the
    /// answer by 0.004 to 0.014, within seven bits by 0.031 to 0.044.
    /// </summary>
    private const double CudaTolerance = 0.05;

    private const int Decimals = 7;
    private const int MakersBatch = 16;

    /// <summary>The check of a network of 16-bit weights, as a file holds them.</summary>
    /// <exception cref="TensorFileException">The weights are not the network's, or do not give probabilities.</exception>
    public static GoldenCheck Of(GenreModelHeader header, IReadOnlyList<NamedTensor> weights)
    {
        using var network = new GenreNetwork(header, MemberWeights.AsStored(weights));
        double[] answer = Answer(network, DefaultSeed, MakersBatch);
        return answer.All(double.IsFinite)
            ? new GoldenCheck(GoldenClip.Formula, DefaultSeed, Array.ConvertAll(answer, p => Math.Round(p, Decimals)))
            : throw new TensorFileException($"Model {header.Name} does not answer with probabilities: its weights are no use. Train it again.");
    }

    /// <summary>A network's mean log-probabilities on the clip of <paramref name="seed"/>, [label]; its first batch has <paramref name="batch"/> tiles.</summary>
    public static double[] Answer(GenreNetwork network, int seed, int batch)
    {
        var (contract, plan) = (network.Header.Contract, network.Header.Tiles);
        ReadOnlyMemory<byte> clip = GoldenClip.Of(seed, contract);
        var tiles = Enumerable.Range(0, Math.Max(batch, plan.PerClip)).Select(i => (clip, plan.Start(i % plan.PerClip, contract.Frames)));
        var mean = new double[network.Header.Labels.Length];
        foreach (var tile in tiles.Chunk(batch).SelectMany(network.Score).Take(plan.PerClip))
        {
            for (int label = 0; label < mean.Length; label++) mean[label] += tile[label] / plan.PerClip;
        }

        return mean;
    }

    /// <summary>What is wrong with a check as a file states it; null where nothing is.</summary>
    public string? Fault(int labels) =>
        Input != GoldenClip.Formula ? $"its golden check is by formula '{Input}'; this program has {GoldenClip.Formula}. Use the version of the program that it was made with, or a newer one."
        : LogProbabilities?.Length != labels || LogProbabilities.Any(p => p > 0) ? "its golden check does not fit its labels." : null;

    /// <summary>
    /// How an answer differs from the one that it must be; null where it does not by more than passes for rounding on <paramref name="device"/>, with which a model's
    /// <paramref name="temperature"/> below 1 deals as with the answer itself.
    /// </summary>
    public string? Difference(double[] answer, IReadOnlyList<string> labels, string device, double temperature)
    {
        double tolerance = (device == TorchDevice.Cuda ? CudaTolerance : CpuTolerance) / Math.Min(1, temperature);
        int worst = Enumerable.Range(0, answer.Length).MaxBy(label => Math.Abs(answer[label] - LogProbabilities[label]));
        return Math.Abs(answer[worst] - LogProbabilities[worst]) <= tolerance ? null : string.Create(
            CultureInfo.InvariantCulture,
            $"On the golden input ({Input}, seed {Seed}) it must give {labels[worst]} the mean log-probability {LogProbabilities[worst]:F4} and gives {answer[worst]:F4}; {tolerance:0.####} may lie between them. ");
    }
}
