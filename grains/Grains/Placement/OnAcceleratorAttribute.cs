using Orleans.Placement;

namespace MediaAnalytics.Grains.Placement;

/// <summary>The grain is placed on silos with an accelerator only, and each of its keys on the same one for as long as they stay the same.</summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class OnAcceleratorAttribute() : PlacementFilterAttribute(new AcceleratorPlacement());
