using MediaAnalytics.Inference.DcnnSsa;
using MediaAnalytics.Inference.Summary;

namespace MediaAnalytics.Inference.Training;

/// <summary>The settings of one training run. A checkpoint is only resumed under the same settings.</summary>
internal sealed record TrainingOptions
{
    /// <summary>Passes over the clips. Default 80.</summary>
    public int Epochs { get; init; } = 80;

    /// <summary>Random crops of each clip in an epoch. Default 4.</summary>
    public int CropsPerClip { get; init; } = 4;

    /// <summary>Crops a step. Default 32.</summary>
    public int BatchSize { get; init; } = 32;

    /// <summary>Highest learning rate, reached after <see cref="WarmUp"/> of the steps, then a cosine down to zero, unless <see cref="Cosine"/> is off. Default 0.002.</summary>
    public double LearningRate { get; init; } = 2e-3;

    /// <summary>Whether the learning rate falls at all; else it stays at its highest after the warm-up. Default yes.</summary>
    public bool Cosine { get; init; } = true;

    /// <summary>Share of the steps over which the learning rate rises. Default 0.1.</summary>
    public double WarmUp { get; init; } = 0.1;

    /// <summary>Decoupled weight decay, on weights of two or more dimensions. Default 0.02.</summary>
    public double WeightDecay { get; init; } = 0.02;

    /// <summary>Probability taken from the true label and spread over all that its source tells apart. Default 0.1.</summary>
    public double LabelSmoothing { get; init; } = 0.1;

    /// <summary>Share of a batch's crops that are mixed with the next of their source (mixup). Default 0.5.</summary>
    public double MixupShare { get; init; } = 0.5;

    /// <summary>Whether each genre of a source counts alike, however many clips it has: a clip weighs the mean number of clips a genre there over its own genre's. Default no.</summary>
    public bool BalanceGenres { get; init; }

    /// <summary>Decay a step of the running average of the weights, which is what is kept. Default 0.997.</summary>
    public double AverageDecay { get; init; } = 0.997;

    /// <summary>Seed of everything random. Default 1.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>Tiles of training and of use. Default 128 frames (5.3 s), 9 a clip.</summary>
    public TilePlan Tiles { get; init; } = new(128, 9);

    /// <summary>Widths of the network.</summary>
    public DcnnSsaShape Shape { get; init; } = DcnnSsaShape.Default;

    /// <summary>Size of a summary network; null trains a DCNN-SSA network of <see cref="Shape"/>. Default null.</summary>
    public SummaryShape? Summary { get; init; }

    /// <summary>What is varied of a crop. Default the usual.</summary>
    public Augmentations Augment { get; init; } = Augmentations.Usual;
}
