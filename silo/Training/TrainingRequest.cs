using MediaAnalytics.Inference.Training;
using MediaAnalytics.Silo.DataSets.Splits;

namespace MediaAnalytics.Silo.Training;

/// <summary>What <c>silo train</c> was asked for; splits are comma-separated names, null for the default, "none" for none.</summary>
internal sealed record TrainingRequest(
    string Data, string Output, string Name, string? TrainSplits, string? ValidSplits, string Checkpoint, bool Resume, TrainingOptions Options)
{
    /// <summary>By what to divide; null for the names in the split column.</summary>
    public SplitRule? Split { get; init; }

    /// <summary>The folder of the fault-filtered lists; null for the data's.</summary>
    public string? Lists { get; init; }

    /// <summary>A list of artists; null for none.</summary>
    public string? Artists { get; init; }
}
