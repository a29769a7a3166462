namespace MediaAnalytics.Inference.Baselines;

/// <summary>What the least-squares SVM chooses from, and how.</summary>
internal sealed record LeastSquaresSvmOptions
{
    /// <summary>Kernel widths to try, in root mean square distances between clips. Default ¼ to 4.</summary>
    public IReadOnlyList<double> Widths { get; init; } = [0.25, 0.35, 0.5, 0.7, 1, 1.4, 2, 4];

    /// <summary>Weights of the errors γ to try. Default 0.1 to 1,000.</summary>
    public IReadOnlyList<double> Gammas { get; init; } = [0.1, 0.3, 1, 3, 10, 30, 100, 300, 1000];

    /// <summary>Folds of the inner cross-validation. Default 5.</summary>
    public int Folds { get; init; } = 5;

    /// <summary>Seed of the folds. Default 1.</summary>
    public int Seed { get; init; } = 1;
}
