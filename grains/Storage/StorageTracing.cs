using System.Diagnostics;

namespace MediaAnalytics.Storage;

/// <summary>The stores' activities. Where nobody listens none is made.</summary>
internal static class StorageTracing
{
    private static readonly ActivitySource Source = new("MediaAnalytics.Storage");

    /// <summary>An append to the log, until it is durable.</summary>
    public static Activity? Append(int entries, long bytes)
    {
        Activity? activity = Source.StartActivity("append log");
        if (activity is { IsAllDataRequested: true })
            activity.SetTag("media_analytics.log.entries", entries).SetTag("media_analytics.log.bytes", bytes);
        return activity;
    }

    /// <summary>A query of facts, waiting for a session included.</summary>
    public static Activity? Query(int files)
    {
        Activity? activity = Source.StartActivity("query facts");
        if (activity is { IsAllDataRequested: true })
            activity.SetTag("media_analytics.facts.files", files);
        return activity;
    }

    /// <summary>Marks it as failed, with the kind of error alone: messages may name paths.</summary>
    public static void Failed(this Activity? activity, Exception error)
    {
        if (activity is { IsAllDataRequested: true })
            activity.SetStatus(ActivityStatusCode.Error).SetTag("error.type", error.GetType().FullName);
    }
}
