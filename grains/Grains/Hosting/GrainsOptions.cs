using MediaAnalytics.Grains.Decoding;
using MediaAnalytics.Grains.Observations;
using MediaAnalytics.Grains.Placement;
using MediaAnalytics.Grains.Workflow;

namespace MediaAnalytics.Grains.Hosting;

/// <summary>What the grains of a silo are set up with.</summary>
public sealed record GrainsOptions
{
    public WorkflowOptions Workflow { get; init; } = new();

    public PartitionOptions Partition { get; init; } = new();

    public MediaDecoderOptions Decoder { get; init; } = new();

    public PlacementOptions Placement { get; init; } = new();

    /// <summary>What the silo does, see <see cref="SiloRoles"/>; everything by default.</summary>
    public IReadOnlyList<string> Roles { get; init; } = SiloRoles.All;

    /// <summary>What the silo infers on, where it has that role: <c>cpu</c> (default) or <c>cuda</c>.</summary>
    public string Accelerator { get; init; } = Accelerators.Cpu;

    /// <summary>Says what is wrong, naming the key; null where nothing is.</summary>
    public string? Problem() =>
        Accelerator is not (Accelerators.Cpu or Accelerators.Cuda) ? "Accelerator must be cpu or cuda"
        : Placement.Problem() ?? Workflow.Problem() ?? Partition.Problem() ?? DecoderProblem();

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
