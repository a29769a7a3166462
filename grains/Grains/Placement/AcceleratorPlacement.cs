using Orleans.Placement;

namespace MediaAnalytics.Grains.Placement;

/// <summary>Keeps the silos whose metadata name an accelerator, whichever silo calls.</summary>
/// <param name="order">Order among other filters.</param>
internal sealed class AcceleratorPlacement(int order) : PlacementFilterStrategy(order)
{
    /// <summary>The metadata key.</summary>
    public const string MetadataKey = "accelerator";

    public AcceleratorPlacement()
        : this(0)
    {
    }

    protected override IEnumerable<KeyValuePair<string, string>> GetAdditionalGrainProperties(
        IServiceProvider services, Type grainClass, GrainType grainType, IReadOnlyDictionary<string, string> existingProperties) => [];
}
