using static TorchSharp.torch;

namespace MediaAnalytics.Inference.Baselines;

/// <summary>
/// The least-squares SVM's linear system [0 1ᵀ; 1 K + I/γ]·[b; β] = [0; y] over one kernel matrix, factorised once (K = U·Λ·Uᵀ, float64) so that every γ
/// and every right-hand side y is cheap. Owns torch memory; called from one thread.
/// </summary>
internal sealed class KernelSystem : IDisposable
{
    private readonly Tensor _values;
    private readonly Tensor _vectors;
    private readonly Tensor _ones;

    /// <summary>Factorises <paramref name="kernel"/>, a symmetric matrix without negative eigenvalues, [clip, clip].</summary>
    public KernelSystem(Tensor kernel)
    {
        using var scope = NewDisposeScope();
        var (values, vectors) = linalg.eigh(kernel);
        _values = values.relu().MoveToOuterDisposeScope();
        _vectors = vectors.MoveToOuterDisposeScope();
        _ones = ones(kernel.shape[0], 1, ScalarType.Float64).MoveToOuterDisposeScope();
    }

    /// <summary>Solves for <paramref name="targets"/> ([clip, label], ±1): the weights β ([clip, label]) and the offsets b ([1, label]).</summary>
    public (Tensor Weights, Tensor Offsets) Solve(Tensor targets, double gamma)
    {
        using var scope = NewDisposeScope();
        var shrink = _values.add(tensor(1 / gamma), TorchRuntime.One).reciprocal().unsqueeze(1);
        Tensor Inverse(Tensor y) => _vectors.mm(shrink * _vectors.t().mm(y));
        var ofOnes = Inverse(_ones);
        var ofTargets = Inverse(targets);
        var offsets = ofTargets.sum(0, keepdim: true) / ofOnes.sum();
        return ((ofTargets - (ofOnes * offsets)).MoveToOuterDisposeScope(), offsets.MoveToOuterDisposeScope());
    }

    public void Dispose()
    {
        _values.Dispose();
        _vectors.Dispose();
        _ones.Dispose();
    }
}
