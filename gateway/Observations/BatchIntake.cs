using MediaAnalytics.Contracts.Observations;
using MediaAnalytics.Gateway.Intake;
using MediaAnalytics.Gateway.Telemetry;
using MediaAnalytics.Storage.EventLog;

namespace MediaAnalytics.Gateway.Observations;

/// <summary>Makes batches durable: all of a batch in one append, quarantined rows included, before anyone is told that it was taken. Safe from any thread.</summary>
internal sealed class BatchIntake(IEventLog log, RecentBatches recent, TimeProvider time)
{
    /// <summary>Quarantined rows of one log entry, so that an entry stays far below <see cref="LogLimits.EntryBytes"/>.</summary>
    private const int QuarantinedPerEntry = 2_000;

    /// <summary>Readings of one log entry, likewise: an id may have 600 bytes.</summary>
    private const int ReadingsPerEntry = 10_000;

    /// <summary>Appends a batch; it is durable when this returns.</summary>
    /// <exception cref="EventLogUnavailableException">The log could not commit; nothing was appended, unless it says that it may have been.</exception>
    public async Task<BatchHeader> AppendAsync(ParsedBatch batch, CancellationToken cancellation)
    {
        long began = time.GetTimestamp();
        DateTimeOffset now = time.GetUtcNow();
        var header = new BatchHeader(Guid.CreateVersion7(now), now, batch.Appended, batch.Quarantined.Count);
        var entries = new List<LogAppend>();
        for (int partition = 0; partition < batch.Readings.Length; partition++)
            foreach (Reading[] readings in batch.Readings[partition]?.Chunk(ReadingsPerEntry) ?? [])
                entries.Add(new(partition, LogEventCodec.Encode(new LogEvent.CountersObserved(header, readings))));
        int home = Partitioning.Of(header.Id.ToString("n"), log.Partitions);
        foreach (QuarantinedRow[] rows in batch.Quarantined.Chunk(QuarantinedPerEntry))
            entries.Add(new(home, LogEventCodec.Encode(new LogEvent.RowsQuarantined(header, rows))));
        RequestTrace.Batch(header.Id);
        await log.AppendAsync(entries, cancellation);
        IntakeMeter.Acknowledged(header.Appended, header.Quarantined, time.GetElapsedTime(began));
        recent.Add(header);
        return header;
    }
}
