namespace MediaAnalytics.Grains.Placement;

/// <summary>Where inference goes. Configuration section <c>Placement</c>.</summary>
public sealed record PlacementOptions
{
    /// <summary>Value of <see cref="Cuda"/>: silos with a CUDA device where one is up, else any with an accelerator.</summary>
    public const string Preferred = "preferred";

    /// <summary>Value of <see cref="Cuda"/>: silos with a CUDA device only; without one the work waits.</summary>
    public const string Required = "required";

    /// <summary>Whether CUDA is <see cref="Preferred"/> (default) or <see cref="Required"/>. The same on every silo.</summary>
    public string Cuda { get; init; } = Preferred;

    /// <summary>Says what is wrong, naming the key; null where nothing is.</summary>
    public string? Problem() => Cuda is Preferred or Required ? null : $"Placement:Cuda is '{Cuda}'; it must be {Preferred} or {Required}";
}
