using System.Diagnostics.Metrics;

namespace MediaAnalytics.Gateway.Intake;

/// <summary>What the edge counts. Safe to call from any thread.</summary>
internal static class IntakeMeter
{
    private static readonly Meter Meter = new("MediaAnalytics.Gateway");

    private static readonly Counter<long> Readings =
        Meter.CreateCounter<long>("media_analytics.intake.readings", "{reading}", "Readings acknowledged: durable in the log");

    private static readonly Counter<long> Quarantined =
        Meter.CreateCounter<long>("media_analytics.intake.quarantined", "{row}", "Rows of observations put into quarantine at the edge");

    private static readonly Counter<long> Refusals =
        Meter.CreateCounter<long>("media_analytics.intake.rejected", "{request}", "Requests answered 429 or 503, by code of the problem");

    private static readonly Histogram<double> AppendSeconds =
        Meter.CreateHistogram<double>("media_analytics.intake.append.duration", "s", "Time from a batch parsed to a batch durable, when it is acknowledged");

    private static readonly UpDownCounter<int> Viewers =
        Meter.CreateUpDownCounter<int>("media_analytics.live.viewers", "{viewer}", "Viewers of the live page");

    /// <summary>Makes the series of what may not happen for long appear at 0.</summary>
    public static void ShowZeros()
    {
        Readings.Add(0);
        Quarantined.Add(0);
        Viewers.Add(0);
        foreach ((int status, string code) in ((int, string)[])
            [(429, "observations.lag"), (429, "observations.busy"), (503, "observations.log"), (503, "store.unavailable")])
            Refusals.Add(0, Tags(status, code));
    }

    /// <summary>Counts an acknowledged batch.</summary>
    public static void Acknowledged(int readings, int quarantined, TimeSpan took)
    {
        Readings.Add(readings);
        Quarantined.Add(quarantined);
        AppendSeconds.Record(took.TotalSeconds);
    }

    /// <summary>Counts a problem answer where it says that the server could not take what it was asked to.</summary>
    /// <param name="status">HTTP status.</param>
    /// <param name="code">One of the codes that stand in this program, so that there are few series.</param>
    public static void Answered(int status, string code)
    {
        if (status is StatusCodes.Status429TooManyRequests or StatusCodes.Status503ServiceUnavailable)
            Refusals.Add(1, Tags(status, code));
    }

    /// <summary>A viewer has come.</summary>
    public static void Joined() => Viewers.Add(1);

    /// <summary>A viewer has gone.</summary>
    public static void Left() => Viewers.Add(-1);

    private static ReadOnlySpan<KeyValuePair<string, object?>> Tags(int status, string code) =>
        new KeyValuePair<string, object?>[] { new("status", status), new("code", code) };
}
