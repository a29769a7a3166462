namespace MediaAnalytics.Inference.Baselines;

/// <summary>
/// The settings of a back-propagation network. The defaults are the best of 21 settings in artist-grouped 5-fold cross-validation over GTZAN's
/// train clips and Emotify; their neighbours are within two points.
/// </summary>
internal sealed record BackPropagationOptions
{
    /// <summary>Neurons of the hidden layer. Default 128.</summary>
    public int Hidden { get; init; } = 128;

    /// <summary>Steps, each over all clips. Default 200.</summary>
    public int Steps { get; init; } = 200;

    /// <summary>Learning rate at the start, falling linearly to zero. Default 0.01.</summary>
    public double LearningRate { get; init; } = 0.01;

    /// <summary>Decoupled weight decay. Default 3.</summary>
    public double WeightDecay { get; init; } = 3;

    /// <summary>Seed of the first weights. Default 1.</summary>
    public int Seed { get; init; } = 1;
}
