using MediaAnalytics.Contracts.Observations;
using MediaAnalytics.Storage.EventLog;

namespace MediaAnalytics.Tests.Unit.Intake;

/// <summary>A log in memory that keeps the decoded events, and may refuse.</summary>
internal sealed class MemoryEventLog : IEventLog
{
    private readonly Lock _gate = new();
    private readonly List<(int Partition, LogEvent Event)> _events = [];

    public int Partitions => 4;

    public Guid Generation { get; } = Guid.NewGuid();

    /// <summary>How many appends fail before one succeeds.</summary>
    public int Failures { get; set; }

    /// <summary>How many entries each append had.</summary>
    public List<int> Appends { get; } = [];

    public IReadOnlyList<(int Partition, LogEvent Event)> Events
    {
        get
        {
            lock (_gate) return [.. _events];
        }
    }

    public IEnumerable<Reading> Readings => Events.Select(e => e.Event).OfType<LogEvent.CountersObserved>().SelectMany(e => e.Readings);

    public Task AppendAsync(IReadOnlyList<LogAppend> entries, CancellationToken cancellation = default)
    {
        lock (_gate)
        {
            if (Failures-- > 0) throw new EventLogUnavailableException("disk full");
            Appends.Add(entries.Count);
            _events.AddRange(entries.Select(entry => (entry.Partition, LogEventCodec.Decode(entry.Payload))));
        }

        return Task.CompletedTask;
    }

    public Task<IReadOnlyList<LogEntry>> ReadAsync(int partition, long after, int maxEntries, int maxBytes, CancellationToken cancellation = default) =>
        throw new NotSupportedException();

    public long Head(int partition) => Events.Count(e => e.Partition == partition);

    public Task<long> RefreshHeadAsync(int partition, CancellationToken cancellation = default) => Task.FromResult(Head(partition));

    public Task<long> TailAsync(int partition, CancellationToken cancellation = default) => Task.FromResult(1L);

    public Task TrimAsync(int partition, long upTo, CancellationToken cancellation = default) => Task.CompletedTask;

    public Task WaitForAppendAsync(int partition, long after, CancellationToken cancellation) => Task.CompletedTask;
}
