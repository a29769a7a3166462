using MediaAnalytics.Inference.Training;
using MediaAnalytics.Silo.DataSets.Splits;

namespace MediaAnalytics.Silo.Training;

/// <summary>What <c>silo train</c> was asked for; splits are comma-separated names, null for the default, "none" for none.</summary>
internal sealed record TrainingRequest(
    string Data, string Output, string Name, string? TrainSplits, string? ValidSplits, string Checkpoint, bool Resume, TrainingOptions Options)
{
    /// <summary>Folders of further data sets, learnt from by the genres that they share.</summary>
    public IReadOnlyList<string> Also { get; init; } = [];

    /// <summary>DCNN-SSA networks of the model, each from a seed of its own.</summary>
    public int Members { get; init; } = 1;

    /// <summary>Summary networks beside them.</summary>
    public int Summaries { get; init; }

    /// <summary>Networks trained at once, a core each.</summary>
    public int Workers { get; init; } = 1;

    /// <summary>The model's temperature; null has it found on the tracks to judge by, 1 where there are none.</summary>
    public double? Temperature { get; init; }

    /// <summary>What was typed.</summary>
    public string? Command { get; init; }

    /// <summary>By what to divide; null for the names in the split column.</summary>
    public SplitRule? Split { get; init; }

    /// <summary>The folder of the fault-filtered lists; null for the data's.</summary>
    public string? Lists { get; init; }

    /// <summary>A list of artists; null for none.</summary>
    public string? Artists { get; init; }
}
