using System.Text.RegularExpressions;

namespace MediaAnalytics.Tests.Cluster.Telemetry;

/// <summary>Which series an expression of PromQL names.</summary>
internal static partial class Series
{
    /// <summary>Their names; labels and what is quoted aside.</summary>
    public static IEnumerable<string> In(string expression) =>
        Name().Matches(Labels().Replace(expression, "")).Select(match => match.Value).Distinct();

    [GeneratedRegex("\\{[^}]*\\}|\"[^\"]*\"")]
    private static partial Regex Labels();

    [GeneratedRegex("\\b(media_analytics|orleans|http_server|dotnet)_[a-z0-9_]+")]
    private static partial Regex Name();
}
