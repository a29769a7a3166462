using System.Diagnostics.Metrics;

namespace MediaAnalytics.Storage;

/// <summary>What the stores measure of themselves.</summary>
public static class StorageMeter
{
    /// <summary>Name of the meter.</summary>
    public const string Name = "MediaAnalytics.Storage";

    private static readonly Meter Meter = new(Name);

    private static readonly Counter<long> Commits =
        Meter.CreateCounter<long>("media_analytics.storage.commits", "{commit}", "Durable commits, by database.");

    private static readonly Counter<long> FailedCommits =
        Meter.CreateCounter<long>("media_analytics.storage.commits.failed", "{commit}", "Commits that failed; nothing of them is stored.");

    private static readonly Histogram<int> Requests =
        Meter.CreateHistogram<int>("media_analytics.storage.commit.requests", "{request}", "Requests that shared one commit.");

    private static readonly Histogram<double> Seconds =
        Meter.CreateHistogram<double>("media_analytics.storage.commit.duration", "s", "Time from the first statement of a transaction to the end of its commit.");

    private static readonly Counter<long> LogBytes =
        Meter.CreateCounter<long>("media_analytics.storage.log.appended", "By", "Payload bytes appended to the event log.");

    internal static void Committed(string database, int requests, TimeSpan took)
    {
        var tag = new KeyValuePair<string, object?>("database", database);
        Commits.Add(1, tag);
        Requests.Record(requests, tag);
        Seconds.Record(took.TotalSeconds, tag);
    }

    internal static void CommitFailed(string database) => FailedCommits.Add(1, new KeyValuePair<string, object?>("database", database));

    internal static void Appended(long bytes) => LogBytes.Add(bytes);
}
