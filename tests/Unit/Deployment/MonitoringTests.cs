using System.Text.Json.Nodes;
using Xunit;

namespace MediaAnalytics.Tests.Unit.Deployment;

/// <summary>The monitoring component of k8s is the copy that eng/monitoring.sh makes of the chart's files.</summary>
public sealed class MonitoringTests
{
    private const string Stale = "k8s/components/monitoring is not what charts/media-analytics/files says: run eng/monitoring.sh";

    private static readonly string From = Path.Combine(Repository.Root, "charts", "media-analytics", "files");

    private static readonly string To = Path.Combine(Repository.Root, "k8s", "components", "monitoring");

    [Fact]
    public void AlertsAreTheSame()
    {
        string from = Path.Combine(From, "alerts.yaml"), to = Path.Combine(To, "prometheusrule.yaml");
        Assert.True(File.Exists(from) == File.Exists(to), Stale);
        if (File.Exists(from))
            Assert.True(JsonNode.DeepEquals(YamlJson.Parse(File.ReadAllText(from)), YamlJson.Parse(File.ReadAllText(to))["spec"]), Stale);
    }

    [Fact]
    public void DashboardsAreTheSameAndNamed()
    {
        string[] names = Names(From);
        Assert.True(names.SequenceEqual(Names(To)), Stale);
        Assert.All(names, name => Assert.True(
            File.ReadAllText(Path.Combine(From, "dashboards", name)) == File.ReadAllText(Path.Combine(To, "dashboards", name)), $"{name}: {Stale}"));

        JsonNode kustomization = YamlJson.Parse(File.ReadAllText(Path.Combine(To, "kustomization.yaml")));
        string[] named = [.. (kustomization["configMapGenerator"]?.AsArray() ?? []).SelectMany(generator => generator!["files"]!.AsArray()).Select(file => (string)file!)];
        Assert.True(names.Select(name => $"dashboards/{name}").SequenceEqual(named), Stale);
    }

    private static string[] Names(string folder) => Directory.Exists(Path.Combine(folder, "dashboards"))
        ? [.. Directory.EnumerateFiles(Path.Combine(folder, "dashboards")).Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal)]
        : [];
}
