using MediaAnalytics.Contracts.Observations;

namespace MediaAnalytics.Gateway.Verbs.Observing.Reach;

/// <summary>A bad row of a reach report.</summary>
/// <param name="Row">What goes to quarantine.</param>
/// <param name="Mv">The video's MV; null where the row does not tell.</param>
/// <param name="Day">The day; null where the row does not tell.</param>
internal sealed record ReachFault(QuarantinedRow Row, string? Mv, DateOnly? Day);
