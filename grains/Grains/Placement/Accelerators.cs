namespace MediaAnalytics.Grains.Placement;

/// <summary>What a silo infers on, and how its metadata say so.</summary>
public static class Accelerators
{
    /// <summary>A CUDA device.</summary>
    public const string Cuda = "cuda";

    /// <summary>The processor.</summary>
    public const string Cpu = "cpu";

    /// <summary>Metadata key of a silo's accelerator.</summary>
    public const string MetadataKey = "accelerator";
}
