using Orleans.Placement;

namespace MediaAnalytics.Grains.Placement;

/// <summary>Keeps one silo with an accelerator for each key, whichever silo calls.</summary>
internal sealed class AcceleratorPlacement() : PlacementFilterStrategy(order: 0)
{
    protected override IEnumerable<KeyValuePair<string, string>> GetAdditionalGrainProperties(
        IServiceProvider services, Type grainClass, GrainType grainType, IReadOnlyDictionary<string, string> existingProperties) => [];
}
