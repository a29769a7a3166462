using MediaAnalytics.Inference.TensorFiles;

namespace MediaAnalytics.Inference.Training;

/// <summary>Everything a run needs to go on after an epoch as if it had never stopped.</summary>
internal sealed record TrainingState(int Epoch, int Steps, IReadOnlyList<NamedTensor> Weights, IReadOnlyList<NamedTensor> Average, float[][] Means, float[][] Squares);
