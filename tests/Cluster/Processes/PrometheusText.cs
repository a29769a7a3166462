using System.Globalization;

namespace MediaAnalytics.Tests.Processes;

/// <summary>Reads what <c>/metrics</c> answers.</summary>
internal static class PrometheusText
{
    /// <summary>The sum over all labelled series of a name; 0 where there is none.</summary>
    public static double Sum(string text, string name) => text.Split('\n')
        .Where(line => line.StartsWith($"{name}{{", StringComparison.Ordinal))
        .Sum(static line => double.Parse(line[(line.LastIndexOf('}') + 1)..].Trim().Split(' ')[0], CultureInfo.InvariantCulture));
}
