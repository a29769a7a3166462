using System.Globalization;

namespace MediaAnalytics.Tests.Processes;

/// <summary>Reads what <c>/metrics</c> answers.</summary>
internal static class PrometheusText
{
    /// <summary>The sum over all series of a name, with and without labels; 0 where there is none.</summary>
    public static double Sum(string text, string name) => text.Split('\n')
        .Where(line => line.StartsWith(name, StringComparison.Ordinal) && line.Length > name.Length && line[name.Length] is ' ' or '{')
        .Sum(line => double.Parse(line[(line.LastIndexOf('}') is var end and >= 0 ? end + 1 : name.Length)..].Trim().Split(' ')[0], CultureInfo.InvariantCulture));
}
