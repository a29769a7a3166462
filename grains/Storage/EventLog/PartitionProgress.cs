using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using MediaAnalytics.Contracts.Observations;

namespace MediaAnalytics.Storage.EventLog;

/// <summary>How far each partition's fold has come, as last reported, and how far it lags behind the log. Safe to call from any thread.</summary>
public sealed class PartitionProgress
{
    private readonly IEventLog log;
    private readonly ConcurrentDictionary<int, PartitionStatus> statuses = new();
    private readonly ConcurrentDictionary<int, string> failures = new();

    public PartitionProgress(IEventLog log, IMeterFactory meters)
    {
        ArgumentNullException.ThrowIfNull(log);
        ArgumentNullException.ThrowIfNull(meters);
        this.log = log;
        Meter meter = meters.Create("MediaAnalytics.Storage");
        meter.CreateObservableGauge("media_analytics.log.lag", () => Measure(Lag), "{entry}", "Log entries that are not folded yet");
        meter.CreateObservableGauge("media_analytics.log.head", () => Measure(log.Head), "{entry}", "Newest log offset");
        meter.CreateObservableGauge(
            "media_analytics.log.committed", () => Measure(partition => statuses.GetValueOrDefault(partition)?.Committed ?? 0), "{entry}",
            "Newest log offset whose effect stands in a manifest");
        meter.CreateObservableGauge(
            "media_analytics.audit.findings", () => Measure(partition => statuses.GetValueOrDefault(partition)?.Audit.Findings ?? 0), "{finding}",
            "What the newest full check found to disagree");
    }

    /// <summary>What each partition that has answered said last, in no order.</summary>
    public IReadOnlyCollection<PartitionStatus> Statuses => [.. statuses.Values];

    /// <summary>How many partitions there are.</summary>
    public int Partitions => log.Partitions;

    /// <summary>The largest lag of any partition, in log entries.</summary>
    public long LargestLag => Enumerable.Range(0, log.Partitions).Max(Lag);

    /// <summary>The most bytes that any partition holds in memory because they are not committed.</summary>
    public long LargestUncommitted => statuses.Values.Select(status => status.UncommittedBytes).DefaultIfEmpty().Max();

    /// <summary>What keeps partitions from answering, one line a partition; empty once all have answered.</summary>
    public IReadOnlyList<string> Problems() =>
    [
        .. Enumerable.Range(0, log.Partitions)
            .Where(partition => failures.ContainsKey(partition) || !statuses.ContainsKey(partition))
            .Select(partition => $"partition {partition}: {failures.GetValueOrDefault(partition, "has not answered yet")}"),
    ];

    /// <summary>Takes a partition's word.</summary>
    public void Report(PartitionStatus status)
    {
        ArgumentNullException.ThrowIfNull(status);
        statuses[status.Partition] = status;
        if (status.Trouble is { } trouble) failures[status.Partition] = trouble;
        else failures.TryRemove(status.Partition, out _);
    }

    /// <summary>Notes that a partition could not answer.</summary>
    public void Fail(int partition, string reason) => failures[partition] = reason;

    private long Lag(int partition) => log.Head(partition) - (statuses.GetValueOrDefault(partition)?.Cursor ?? 0);

    private IEnumerable<Measurement<long>> Measure(Func<int, long> value) => Enumerable.Range(0, log.Partitions)
        .Select(partition => new Measurement<long>(value(partition), new KeyValuePair<string, object?>("partition", partition)));
}
