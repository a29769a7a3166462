using Orleans.Placement;

namespace MediaAnalytics.Grains.Placement;

/// <summary>The grain is placed on the silo that its key names, and only where that one may infer.</summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class OnAcceleratorAttribute() : PlacementFilterAttribute(new AcceleratorPlacement());
