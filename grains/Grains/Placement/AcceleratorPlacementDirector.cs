using Orleans.Placement;
using Orleans.Runtime.MembershipService.SiloMetadata;
using Orleans.Runtime.Placement;

namespace MediaAnalytics.Grains.Placement;

/// <summary>Reads the silos' metadata. Orleans' own filter compares with the caller's silo, so it can't pin.</summary>
internal sealed class AcceleratorPlacementDirector(ISiloMetadataCache metadata) : IPlacementFilterDirector
{
    private static readonly string[] Accelerators = ["cuda", "cpu"];

    public IEnumerable<SiloAddress> Filter(PlacementFilterStrategy filterStrategy, PlacementTarget target, IEnumerable<SiloAddress> silos) =>
        silos.Where(silo => metadata.GetSiloMetadata(silo).Metadata.TryGetValue(AcceleratorPlacement.MetadataKey, out string? accelerator)
            && Accelerators.Contains(accelerator));
}
