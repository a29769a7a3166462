using MediaAnalytics.Contracts.Observations;

namespace MediaAnalytics.Storage.Facts;

/// <summary>A reading as it was accepted, raw: repeated, late and contradicting ones are there too.</summary>
/// <param name="Series">Whose.</param>
/// <param name="At">UTC ticks of the observation.</param>
/// <param name="Counters">Values, or <see cref="Counters.Absent"/>.</param>
/// <param name="Offset">Log offset of the entry that brought it.</param>
/// <param name="Ordinal">Its place in that entry, from 0.</param>
/// <param name="Batch">The batch that brought it.</param>
/// <param name="ReceivedAt">UTC ticks of the batch's receipt.</param>
public readonly record struct FactReading(
    SeriesKey Series, long At, Counters Counters, long Offset, int Ordinal, Guid Batch, long ReceivedAt);
