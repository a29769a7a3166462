namespace MediaAnalytics.Storage.EventLog;

/// <summary>An entry of a partition.</summary>
/// <param name="Offset">Its place, from 1.</param>
/// <param name="Payload">The encoded event.</param>
public readonly record struct LogEntry(long Offset, ReadOnlyMemory<byte> Payload);
