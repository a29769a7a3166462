using MediaAnalytics.Contracts.Auditing;
using MediaAnalytics.Contracts.Dissemination;
using MediaAnalytics.Contracts.Observations;
using MediaAnalytics.Contracts.Observations.History;

namespace MediaAnalytics.Tests.Unit.Intake;

/// <summary>A partition that says what the log in memory holds of a batch: a reading of a known identity is a duplicate.</summary>
internal sealed class FakePartition(MemoryEventLog log, int partition) : IPartitionGrain
{
    public Task<BatchFold?> BatchAsync(Guid batch)
    {
        var known = new HashSet<(string, string, string, DateTimeOffset)>();
        int folded = 0, duplicates = 0, quarantined = 0;
        BatchHeader? header = null;
        foreach (LogEvent logged in log.Events.Where(e => e.Partition == partition).Select(e => e.Event))
        {
            if (logged is LogEvent.RowsQuarantined rows && rows.Batch.Id == batch)
            {
                header = rows.Batch;
                quarantined += rows.Rows.Count;
            }

            if (logged is not LogEvent.CountersObserved counters) continue;
            bool own = counters.Batch.Id == batch;
            if (own) header = counters.Batch;
            foreach (Reading reading in counters.Readings)
            {
                bool isNew = known.Add((reading.Mv, reading.Platform, reading.Source, reading.ObservedAt));
                if (!own) continue;
                folded++;
                if (!isNew) duplicates++;
            }
        }

        return Task.FromResult(header is null ? null : new BatchFold(header, folded, duplicates, quarantined, 0));
    }

    public Task<NewestReading?> NewestAsync(string mv, string platform, string source)
    {
        Reading? newest = log.Events.Where(e => e.Partition == partition).Select(e => e.Event).OfType<LogEvent.CountersObserved>().SelectMany(e => e.Readings)
            .Where(reading => (reading.Mv, reading.Platform, reading.Source) == (mv, platform, source)).MaxBy(reading => reading.ObservedAt);
        return Task.FromResult(newest is null ? null : new NewestReading(newest.ObservedAt, newest.Counters));
    }

    /// <summary>How far it says that it has come.</summary>
    public long Cursor { get; set; } = long.MaxValue;

    public Task<PartitionStatus> StatusAsync() =>
        Task.FromResult(new PartitionStatus(partition, 1, Cursor, 0, log.Head(partition), 0, 0, 0, 0, 0, 0, 0, null, new(true, false, null, 0, 0, false)));

    public Task<PlatformCounters[]> CountersAsync(string mv) => Task.FromResult<PlatformCounters[]>([]);

    public Task<MvPage> MvsAsync(int from, int limit) => throw new NotSupportedException();

    public Task<DefinitionEpoch[]> EpochsAsync() => Task.FromResult(log.Events.Where(e => e.Partition == partition)
        .Select(e => e.Event).OfType<LogEvent.EpochDeclared>().Select(e => e.Epoch).DistinctBy(epoch => epoch.Id).ToArray());

    public Task<HistoryAnswer<MvHistory>> HistoryAsync(string mv, HistoryQuery query) => throw new NotSupportedException();

    public Task<HistoryAnswer<MvExplanation>> ExplainAsync(string mv, InputPlace after, int limit) => throw new NotSupportedException();

    public Task<PartitionAudit> AuditAsync() => throw new NotSupportedException();

    public Task BeginAuditAsync() => throw new NotSupportedException();

    public Task<PastTable> TableAsOfAsync(DateTimeOffset at) => throw new NotSupportedException();

    public Task PublishAsync() => Task.CompletedTask;
}
