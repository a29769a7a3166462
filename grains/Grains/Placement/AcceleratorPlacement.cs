using Orleans.Placement;

namespace MediaAnalytics.Grains.Placement;

/// <summary>Keeps the accelerator silo that the grain's key names, whichever silo calls.</summary>
internal sealed class AcceleratorPlacement() : PlacementFilterStrategy(order: 0)
{
    protected override IEnumerable<KeyValuePair<string, string>> GetAdditionalGrainProperties(
        IServiceProvider services, Type grainClass, GrainType grainType, IReadOnlyDictionary<string, string> existingProperties) => [];
}
