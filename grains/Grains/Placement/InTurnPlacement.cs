namespace MediaAnalytics.Grains.Placement;

/// <summary>
/// The silos in turn: for grains each of which is a long piece of work. Orleans' default goes by statistics that are a second old, so that all of a burst goes
/// to the silo that was idle before it.
/// </summary>
[Serializable, GenerateSerializer, Immutable, SuppressReferenceTracking, Alias("ma.InTurnPlacement")]
internal sealed class InTurnPlacement : PlacementStrategy;
