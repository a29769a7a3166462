using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using MediaAnalytics.Contracts.Observations;

namespace MediaAnalytics.Storage.EventLog;

/// <summary>How far each partition's fold has come, as last reported, and how far it lags behind the log. Safe to call from any thread.</summary>
public sealed class PartitionProgress
{
    /// <summary>So long after the process's start first answers are waited for.</summary>
    public static readonly TimeSpan FirstAnswers = TimeSpan.FromMinutes(1);

    private const string NotYet = "has not answered yet";

    private readonly IEventLog log;
    private readonly ConcurrentDictionary<int, PartitionStatus> statuses = new();
    private readonly ConcurrentDictionary<int, (string Brief, string Whole)> failures = new();
    private readonly (LagClock Folded, LagClock Committed)[] clocks;
    private readonly TimeProvider time;
    private readonly long began;

    public PartitionProgress(IEventLog log, IMeterFactory meters, TimeProvider? time = null)
    {
        ArgumentNullException.ThrowIfNull(log);
        ArgumentNullException.ThrowIfNull(meters);
        this.log = log;
        this.time = time ?? TimeProvider.System;
        began = this.time.GetTimestamp();
        clocks = [.. Enumerable.Range(0, log.Partitions).Select(_ => (new LagClock(), new LagClock()))];
        Meter meter = meters.Create("MediaAnalytics.Storage");
        meter.CreateObservableGauge("media_analytics.log.lag", () => Measure(Lag), "{entry}", "Log entries that are not folded yet");
        meter.CreateObservableGauge("media_analytics.log.head", () => Measure(log.Head), "{entry}", "Newest log offset");
        meter.CreateObservableGauge(
            "media_analytics.log.committed", () => Measure(partition => statuses.GetValueOrDefault(partition)?.Committed ?? 0), "{entry}",
            "Newest log offset whose effect stands in a manifest");
        meter.CreateObservableGauge(
            "media_analytics.audit.findings", () => Measure(partition => statuses.GetValueOrDefault(partition)?.Audit.Findings ?? 0), "{finding}",
            "What the newest full check found to disagree");
        meter.CreateObservableGauge(
            "media_analytics.audit.age", MeasureAuditAge, "s", "Time since the newest full check of a partition began; none before the first");
        meter.CreateObservableGauge(
            "media_analytics.log.lag.age", () => Measure(partition => Ages(partition).Folded), "s",
            "Time since the oldest log entry that is not folded yet was seen; 0 where all are");
        meter.CreateObservableGauge(
            "media_analytics.log.uncommitted.age", () => Measure(partition => Ages(partition).Committed), "s",
            "Time since the oldest log entry that no manifest has yet was seen; 0 where all are committed");
        meter.CreateObservableGauge(
            "media_analytics.log.uncommitted.size", () => Measure(partition => statuses.GetValueOrDefault(partition)?.UncommittedBytes ?? 0), "By",
            "Log entries that a partition holds in memory because no manifest has them yet");
        meter.CreateObservableGauge(
            "media_analytics.partition.troubled", () => Measure(partition => IsTroubled(partition) ? 1L : 0), "{partition}",
            "1 where a partition does not answer or can't go on");
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
    public IReadOnlyList<string> Problems() => Problems(static failure => failure.Whole);

    /// <summary>The same without the words of stores and files, which name paths and hosts.</summary>
    public IReadOnlyList<string> BriefProblems() => Problems(static failure => failure.Brief);

    /// <summary>Whether every partition has answered at least once, whatever it said, or has had <see cref="FirstAnswers"/> to do so.</summary>
    public bool IsSettled => time.GetElapsedTime(began) >= FirstAnswers || Enumerable.Range(0, log.Partitions).All(statuses.ContainsKey);

    /// <summary>Takes a partition's word.</summary>
    public void Report(PartitionStatus status)
    {
        ArgumentNullException.ThrowIfNull(status);
        statuses[status.Partition] = status;
        if (status.Trouble is { } trouble) failures[status.Partition] = ("can't go on", trouble);
        else failures.TryRemove(status.Partition, out _);
        Ages(status.Partition);
    }

    /// <summary>Notes that a partition could not answer.</summary>
    public void Fail(int partition, string reason)
    {
        failures[partition] = ("does not answer", reason);
        Ages(partition);
    }

    private IReadOnlyList<string> Problems(Func<(string Brief, string Whole), string> words) =>
    [
        .. Enumerable.Range(0, log.Partitions)
            .Where(IsTroubled)
            .Select(partition => $"partition {partition}: {words(failures.GetValueOrDefault(partition, (NotYet, NotYet)))}"),
    ];

    private bool IsTroubled(int partition) => failures.ContainsKey(partition) || !statuses.ContainsKey(partition);

    /// <summary>For how many seconds the oldest entry waits to be folded, and to be committed.</summary>
    private (double Folded, double Committed) Ages(int partition)
    {
        (LagClock folded, LagClock committed) = clocks[partition];
        PartitionStatus? status = statuses.GetValueOrDefault(partition);
        long head = log.Head(partition), now = time.GetTimestamp();
        lock (folded)
            return (Age(folded.Note(head, status?.Cursor ?? 0, now)), Age(committed.Note(head, status?.Committed ?? 0, now)));

        double Age(long? since) => since is { } began ? time.GetElapsedTime(began, now).TotalSeconds : 0;
    }

    private IEnumerable<Measurement<double>> MeasureAuditAge() => statuses.Values
        .Where(static status => status.Audit.CheckedAt is not null)
        .Select(status => new Measurement<double>((time.GetUtcNow() - status.Audit.CheckedAt!.Value).TotalSeconds, Tag(status.Partition)));

    private long Lag(int partition) => log.Head(partition) - (statuses.GetValueOrDefault(partition)?.Cursor ?? 0);

    private static KeyValuePair<string, object?> Tag(int partition) => new("partition", partition);

    private IEnumerable<Measurement<T>> Measure<T>(Func<int, T> value)
        where T : struct => Enumerable.Range(0, log.Partitions).Select(partition => new Measurement<T>(value(partition), Tag(partition)));
}
