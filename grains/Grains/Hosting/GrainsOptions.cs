using MediaAnalytics.Grains.Decoding;
using MediaAnalytics.Grains.Observations;
using MediaAnalytics.Grains.Workflow;

namespace MediaAnalytics.Grains.Hosting;

/// <summary>What the grains of a silo are set up with.</summary>
public sealed record GrainsOptions
{
    public WorkflowOptions Workflow { get; init; } = new();

    public PartitionOptions Partition { get; init; } = new();

    public MediaDecoderOptions Decoder { get; init; } = new();

    /// <summary>The accelerator that the silo's metadata names: <c>cpu</c> or <c>cuda</c>; null where it has none and is given no inference.</summary>
    public string? Accelerator { get; init; } = "cpu";

    /// <summary>Says what is wrong, naming the key; null where nothing is.</summary>
    public string? Problem() =>
        Accelerator is not (null or "cpu" or "cuda") ? "Accelerator must be cpu, cuda or nothing"
        : Workflow.Problem() ?? Partition.Problem() ?? DecoderProblem();

    private string? DecoderProblem()
    {
        try
        {
            Decoder.Validate();
            return null;
        }
        catch (ArgumentException wrong)
        {
            return $"Decoder:{wrong.Message}";
        }
    }
}
