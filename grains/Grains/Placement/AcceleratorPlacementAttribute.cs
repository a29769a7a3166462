using Orleans.Placement;

namespace MediaAnalytics.Grains.Placement;

/// <summary>The grain is placed on silos with an accelerator only (<c>accelerator=cuda</c> or <c>accelerator=cpu</c> in the silo's metadata).</summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class AcceleratorPlacementAttribute() : PlacementFilterAttribute(new AcceleratorPlacement(0));
