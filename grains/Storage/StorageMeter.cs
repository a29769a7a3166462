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

    private static readonly Histogram<double> ArtifactSeconds =
        Meter.CreateHistogram<double>("media_analytics.artifacts.duration", "s", "Time of an operation of the artifact store that succeeded, its caller's part of a write included.");

    private static readonly Counter<long> ArtifactFailures =
        Meter.CreateCounter<long>("media_analytics.artifacts.failed", "{operation}", "Operations of the artifact store that failed; callers try again.");

    /// <summary>A database has been opened: its counters show 0 until something happens.</summary>
    internal static void Opened(string database)
    {
        var tag = new KeyValuePair<string, object?>("database", database);
        Commits.Add(0, tag);
        FailedCommits.Add(0, tag);
    }

    /// <summary>An artifact store has been opened.</summary>
    internal static void ArtifactsOpened()
    {
        foreach (string operation in (string[])["length", "write", "open", "lease", "delete"])
            ArtifactFailures.Add(0, new KeyValuePair<string, object?>("operation", operation));
    }

    internal static void ArtifactDone(string operation, TimeSpan took) =>
        ArtifactSeconds.Record(took.TotalSeconds, new KeyValuePair<string, object?>("operation", operation));

    internal static void ArtifactFailed(string operation) => ArtifactFailures.Add(1, new KeyValuePair<string, object?>("operation", operation));

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
