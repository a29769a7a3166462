using static TorchSharp.torch;

namespace MediaAnalytics.Inference.Baselines;

/// <summary>
/// Least-squares support vector machine (Suykens and Vandewalle 1999; Zhang and Cui, IJITWE 2023, doi 10.4018/IJITWE.325213, equations 9–15) with the
/// kernel K(x, z) = exp(−‖x − z‖²/(2σ²)), each label against the rest. σ and γ are chosen by cross-validation within the clips learnt from, no
/// artist on both sides. Features are standardised by the clips learnt from. Immutable.
/// </summary>
/// <remarks>
/// The paper's system [0 yᵀ; y Ω + I/γ]·[b; α] = [0; 1], Ω = y·yᵀ∘K, becomes [0 1ᵀ; 1 K + I/γ]·[b; β] = [0; y] with β = α∘y, since y∘y = 1: in that
/// form all labels share one matrix.
/// </remarks>
internal sealed class LeastSquaresSvm(LeastSquaresSvmOptions options) : IBaseline
{
    /// <inheritdoc/>
    public string Name => "LS-SVM";

    /// <inheritdoc/>
    public IFittedBaseline Fit(FeatureTable training, CancellationToken cancellation)
    {
        TorchRuntime.Start();
        using var scope = NewDisposeScope();
        var scale = new FeatureScale(training.Rows);
        var rows = training.Rows.Select(scale.Apply).ToArray();
        var distances = Distances(rows);
        double unit = Math.Sqrt(distances.mean().item<double>());
        if (unit == 0) throw new ArgumentException("All clips have equal features; there is nothing to tell them apart by.", nameof(training));
        var targets = Targets(training);
        var (width, gamma, right) = Choose(training, distances, targets, unit, cancellation);
        using var system = new KernelSystem(Kernel(distances, width));
        var (weights, offsets) = system.Solve(targets, gamma);
        return new FittedLeastSquaresSvm(
            scale, rows, weights.t().contiguous().data<double>().ToArray(), offsets.data<double>().ToArray(), width, gamma, (double)right / training.Count);
    }

    private static Tensor Distances(double[][] rows)
    {
        var flat = new double[rows.Length * rows.Length];
        for (int i = 0; i < rows.Length; i++)
        {
            for (int j = 0; j < i; j++) flat[(i * rows.Length) + j] = flat[(j * rows.Length) + i] = FittedLeastSquaresSvm.SquaredDistance(rows[i], rows[j]);
        }

        return tensor(flat, rows.Length, rows.Length);
    }

    private static Tensor Kernel(Tensor squaredDistances, double width) => (squaredDistances * (-0.5 / (width * width))).exp();

    private static Tensor Targets(FeatureTable training)
    {
        var flat = new double[training.Count * training.LabelCount];
        for (int i = 0; i < flat.Length; i++) flat[i] = i % training.LabelCount == training.Labels[i / training.LabelCount] ? 1 : -1;
        return tensor(flat, training.Count, training.LabelCount);
    }

    /// <summary>The width and γ under which most clips are told right by what is learnt from the other folds; of equals the widest, then the least γ.</summary>
    private (double Width, double Gamma, long Right) Choose(FeatureTable training, Tensor distances, Tensor targets, double unit, CancellationToken cancellation)
    {
        var folds = GroupedFolds.Of(training, options.Folds, options.Seed);
        var labels = tensor(training.Labels.Select(label => (long)label).ToArray());
        var right = new Dictionary<(double Width, double Gamma), long>();
        for (int fold = 0; fold < options.Folds; fold++)
        {
            using var scope = NewDisposeScope();
            var learnt = tensor(Enumerable.Range(0, training.Count).Where(i => folds[i] != fold).Select(i => (long)i).ToArray());
            var held = tensor(Enumerable.Range(0, training.Count).Where(i => folds[i] == fold).Select(i => (long)i).ToArray());
            var among = distances.index_select(0, learnt).index_select(1, learnt);
            var across = distances.index_select(0, held).index_select(1, learnt);
            foreach (double width in options.Widths.Select(w => w * unit))
            {
                cancellation.ThrowIfCancellationRequested();
                using var ofWidth = NewDisposeScope();
                using var system = new KernelSystem(Kernel(among, width));
                var kernel = Kernel(across, width);
                foreach (double gamma in options.Gammas)
                {
                    var (weights, offsets) = system.Solve(targets[learnt], gamma);
                    long hits = kernel.mm(weights).add(offsets, TorchRuntime.One).argmax(1).eq(labels[held]).sum().item<long>();
                    right[(width, gamma)] = right.GetValueOrDefault((width, gamma)) + hits;
                }
            }
        }

        var best = right.OrderByDescending(r => r.Value).ThenByDescending(r => r.Key.Width).ThenBy(r => r.Key.Gamma).First();
        return (best.Key.Width, best.Key.Gamma, best.Value);
    }
}
