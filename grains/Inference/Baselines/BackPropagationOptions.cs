namespace MediaAnalytics.Inference.Baselines;

/// <summary>The settings of a back-propagation network. The defaults were chosen by cross-validation within the clips learnt from.</summary>
internal sealed record BackPropagationOptions
{
    /// <summary>Neurons of the hidden layer. Default 64.</summary>
    public int Hidden { get; init; } = 64;

    /// <summary>Steps, each over all clips. Default 200.</summary>
    public int Steps { get; init; } = 200;

    /// <summary>Learning rate at the start, falling linearly to zero. Default 0.01.</summary>
    public double LearningRate { get; init; } = 0.01;

    /// <summary>Decoupled weight decay. Default 0.1.</summary>
    public double WeightDecay { get; init; } = 0.1;

    /// <summary>Seed of the first weights. Default 1.</summary>
    public int Seed { get; init; } = 1;
}
