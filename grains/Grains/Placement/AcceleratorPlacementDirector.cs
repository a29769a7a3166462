using Orleans.Placement;
using Orleans.Runtime.Placement;

namespace MediaAnalytics.Grains.Placement;

/// <summary>Gives the work to the accelerators evenly, by <see cref="AcceleratorChoice"/>.</summary>
internal sealed class AcceleratorPlacementDirector(AcceleratorChoice choice) : IPlacementFilterDirector
{
    public IEnumerable<SiloAddress> Filter(PlacementFilterStrategy filterStrategy, PlacementTarget target, IEnumerable<SiloAddress> silos) =>
        choice.Of(target.GrainIdentity, silos) is { } silo ? [silo] : [];
}
