using MediaAnalytics.Inference.Training;

namespace MediaAnalytics.Silo.Training;

/// <summary>What <c>silo train</c> was asked for; splits are comma-separated names, null for the default, "none" for none; <c>Command</c> is what was typed, for the model's card.</summary>
internal sealed record TrainingRequest(
    string Data, string Output, string Name, string? TrainSplits, string? ValidSplits, string Checkpoint, bool Resume, TrainingOptions Options, string? Command = null);
