using System.Text.RegularExpressions;
using MediaAnalytics.Tests.Processes;

namespace MediaAnalytics.Tests.Cluster.Telemetry;

/// <summary>A metric as docs/metrics.md describes it.</summary>
/// <param name="Name">OpenTelemetry's name.</param>
/// <param name="Type">counter, updowncounter, gauge or histogram.</param>
/// <param name="Unit">Its unit.</param>
/// <param name="Tags">Its tags.</param>
internal sealed partial record MetricsPage(string Name, string Type, string Unit, string[] Tags)
{
    /// <summary>Its name in Prometheus.</summary>
    public string SeriesName => Name.Replace('.', '_')
        + (Unit switch { "s" => "_seconds", "By" => "_bytes", _ => "" })
        + (Type == "counter" ? "_total" : "");

    /// <summary>All metrics of the page.</summary>
    public static IReadOnlyList<MetricsPage> Read() =>
    [
        .. File.ReadLines(Path.Combine(Programs.Root, "docs", "metrics.md"))
            .Where(line => line.StartsWith("| `media_analytics.", StringComparison.Ordinal))
            .Select(line => line.Split('|', StringSplitOptions.TrimEntries))
            .Select(cells => new MetricsPage(cells[1].Trim('`'), cells[2], cells[3], [.. Quoted().Matches(cells[4]).Select(match => match.Groups[1].Value)])),
    ];

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Quoted();
}
