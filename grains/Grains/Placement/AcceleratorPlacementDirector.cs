using MediaAnalytics.Grains.Genre;
using Orleans.Placement;
using Orleans.Runtime.Placement;

namespace MediaAnalytics.Grains.Placement;

/// <summary>Keeps the silo that a front's key names, where it may infer.</summary>
internal sealed class AcceleratorPlacementDirector(AcceleratorChoice accelerators) : IPlacementFilterDirector
{
    public IEnumerable<SiloAddress> Filter(PlacementFilterStrategy filterStrategy, PlacementTarget target, IEnumerable<SiloAddress> silos) =>
        accelerators.Allowed(silos).Where(silo => GenreFronts.Of(silo) == target.GrainIdentity.Key.ToString());
}
