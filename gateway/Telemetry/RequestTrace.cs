using System.Diagnostics;

namespace MediaAnalytics.Gateway.Telemetry;

/// <summary>Names, on the trace of a request, what it is about, so that it is found by it.</summary>
internal static class RequestTrace
{
    /// <summary>A media file's hash.</summary>
    public static void Media(string sha256) => Tag("media_analytics.media.sha256", sha256);

    /// <summary>An import.</summary>
    public static void Import(string id) => Tag("media_analytics.import.id", id);

    /// <summary>A batch of observations.</summary>
    public static void Batch(Guid id) => Tag("media_analytics.batch.id", id.ToString());

    private static void Tag(string name, string value)
    {
        if (Activity.Current is { IsAllDataRequested: true } request) request.SetTag(name, value);
    }
}
