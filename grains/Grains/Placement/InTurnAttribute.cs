using Orleans.Placement;

namespace MediaAnalytics.Grains.Placement;

/// <summary>Activations go to the silos in turn, among those that the filters leave.</summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class InTurnAttribute() : PlacementAttribute(new InTurnPlacement());
