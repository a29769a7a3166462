using System.Numerics;
using System.Runtime.InteropServices;
using TorchSharp.Modules;

namespace MediaAnalytics.Inference.Training;

/// <summary>
/// Adam with decoupled weight decay (Loshchilov and Hutter 2019), over plain arrays, so that its whole state is what a checkpoint holds.
/// Called from the training thread only.
/// </summary>
internal sealed class AdamW
{
    private const float Beta1 = 0.9f;
    private const float Beta2 = 0.999f;
    private const float Epsilon = 1e-8f;
    private readonly Parameter[] _parameters;

    public AdamW(IEnumerable<Parameter> parameters)
    {
        _parameters = parameters.ToArray();
        Means = _parameters.Select(p => new float[p.numel()]).ToArray();
        Squares = _parameters.Select(p => new float[p.numel()]).ToArray();
    }

    /// <summary>Running mean of each parameter's gradient.</summary>
    public float[][] Means { get; }

    /// <summary>Running mean of each parameter's squared gradient.</summary>
    public float[][] Squares { get; }

    /// <summary>Steps taken.</summary>
    public int Steps { get; set; }

    /// <summary>Applies the gradients that the parameters hold.</summary>
    public void Step(double learningRate, double weightDecay)
    {
        Steps++;
        float rate = (float)(learningRate * Math.Sqrt(1 - Math.Pow(Beta2, Steps)) / (1 - Math.Pow(Beta1, Steps)));
        for (int i = 0; i < _parameters.Length; i++)
        {
            using var gradient = _parameters[i].grad ?? throw new InvalidOperationException("A parameter has no gradient: it takes no part in the loss.");
            float keep = _parameters[i].dim() >= 2 ? (float)(1 - (learningRate * weightDecay)) : 1;
            Update(MemoryMarshal.Cast<byte, float>(_parameters[i].bytes), MemoryMarshal.Cast<byte, float>(gradient.contiguous().bytes), Means[i], Squares[i], rate, keep);
        }
    }

    private static void Update(Span<float> weights, ReadOnlySpan<float> gradient, Span<float> means, Span<float> squares, float rate, float keep)
    {
        int i = 0;
        for (; i <= weights.Length - Vector<float>.Count; i += Vector<float>.Count)
        {
            var g = new Vector<float>(gradient[i..]);
            var m = (new Vector<float>(means[i..]) * Beta1) + (g * (1 - Beta1));
            var v = (new Vector<float>(squares[i..]) * Beta2) + (g * g * (1 - Beta2));
            m.CopyTo(means[i..]);
            v.CopyTo(squares[i..]);
            var w = (new Vector<float>(weights[i..]) * keep) - (m * rate / (Vector.SquareRoot(v) + new Vector<float>(Epsilon)));
            w.CopyTo(weights[i..]);
        }

        for (; i < weights.Length; i++)
        {
            means[i] = (means[i] * Beta1) + (gradient[i] * (1 - Beta1));
            squares[i] = (squares[i] * Beta2) + (gradient[i] * gradient[i] * (1 - Beta2));
            weights[i] = (weights[i] * keep) - (rate * means[i] / (MathF.Sqrt(squares[i]) + Epsilon));
        }
    }
}
