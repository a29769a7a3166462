namespace MediaAnalytics.Gateway.Simulation.Live;

/// <summary>What a live run sent, and what ended it.</summary>
/// <param name="Batches">Batches the server took.</param>
/// <param name="Readings">Readings in them.</param>
/// <param name="Waits">How often the server asked to wait (429 or 503).</param>
/// <param name="Error">Why it ended, or null where it was cancelled.</param>
internal sealed record LiveResult(long Batches, long Readings, long Waits, SimulationError? Error);
