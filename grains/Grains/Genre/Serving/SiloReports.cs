using MediaAnalytics.Contracts.Genre;

namespace MediaAnalytics.Grains.Genre.Serving;

/// <summary>What the accelerator silos said last. One that has been silent for <see cref="Silence"/> counts as gone. One caller at a time.</summary>
internal sealed class SiloReports(DateTimeOffset since)
{
    /// <summary>So long a silo may be silent.</summary>
    public static readonly TimeSpan Silence = TimeSpan.FromSeconds(30);

    /// <summary>So long after the start the silos are listened to before it is believed that all have spoken.</summary>
    public static readonly TimeSpan Listening = 3 * ModelWatch.Every;

    private readonly Dictionary<string, ModelReport> reports = new(StringComparer.Ordinal);

    /// <summary>Takes a silo's word.</summary>
    public void Take(ModelReport report, DateTimeOffset now)
    {
        reports[report.Silo] = report with { At = now };
        foreach (ModelReport silent in reports.Values.Where(other => now - other.At > Silence).ToArray())
            reports.Remove(silent.Silo);
    }

    /// <summary>The silos that are up, by name.</summary>
    public ModelReport[] Up(DateTimeOffset now) =>
        [.. reports.Values.Where(report => now - report.At <= Silence).OrderBy(report => report.Silo, StringComparer.Ordinal)];

    /// <summary>The version that every silo serves by an order; null where some do not yet, or serve different ones.</summary>
    public string? ServedBy(long sequence, DateTimeOffset now)
    {
        ModelReport[] up = Up(now);
        string[] versions = [.. up.Select(report => report.Version).Distinct(StringComparer.Ordinal)];
        return now - since >= Listening && versions.Length == 1 && up.All(report => report.Sequence == sequence) ? versions[0] : null;
    }
}
