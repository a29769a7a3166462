namespace MediaAnalytics.Storage.EventLog;

/// <summary>An entry to append.</summary>
/// <param name="Partition">Where to.</param>
/// <param name="Payload">The encoded event (<see cref="LogEventCodec"/>), at most <see cref="LogLimits.EntryBytes"/>.</param>
public readonly record struct LogAppend(int Partition, ReadOnlyMemory<byte> Payload);
