using MediaAnalytics.Contracts.Observations;
using MediaAnalytics.Storage.EventLog;

namespace MediaAnalytics.Storage.Facts;

/// <summary>What the rows of one log entry share.</summary>
/// <param name="Kind">The event's kind.</param>
/// <param name="Offset">In the log.</param>
/// <param name="Batch">The batch that it came in, if any.</param>
/// <param name="Version">Of an MV's record.</param>
/// <param name="Body">The encoded event, where it is not readings.</param>
internal readonly record struct FactsEntry(EventKind Kind, long Offset, BatchHeader? Batch, long? Version, byte[]? Body);
