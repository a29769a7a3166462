using Orleans.Placement;
using Orleans.Runtime.Placement;

namespace MediaAnalytics.Grains.Placement;

/// <summary>Asks the silos' metadata. Orleans' own filters compare with the caller's silo, so they can't pin.</summary>
internal sealed class RolePlacementDirector(SiloDirectory directory) : IPlacementFilterDirector
{
    public IEnumerable<SiloAddress> Filter(PlacementFilterStrategy filterStrategy, PlacementTarget target, IEnumerable<SiloAddress> silos) =>
        silos.Where(silo => directory.HasRole(silo, ((RolePlacement)filterStrategy).Role));
}
