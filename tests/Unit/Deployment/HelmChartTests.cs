using Xunit;

namespace MediaAnalytics.Tests.Unit.Deployment;

/// <summary>The chart, rendered by a real Helm.</summary>
public sealed class HelmChartTests
{
    private const string Chart = "charts/media-analytics";

    public HelmChartTests() => Assert.SkipUnless(Tool.Helm.Path is not null, Tool.Helm.Absent);

    /// <summary>The defaults, and every set of values in the chart's folder ci.</summary>
    public static TheoryData<string> ValueSets =>
        ["", .. Directory.EnumerateFiles(Path.Combine(Repository.Root, Chart, "ci")).Select(file => $"{Chart}/ci/{Path.GetFileName(file)}")];

    /// <summary>Values that a person might well set, and what is said of them.</summary>
    public static TheoryData<string, string> Mistakes => new()
    {
        { "silos.gpu.enabled=false", "no silo has the role infer" },
        { "silos.cpu.autoscaling.enabled=true", "a silo of role core can't be autoscaled" },
        { "silos.infer.enabled=true,silos.infer.accelerator=cuda", "accelerator cuda needs GPUs" },
        { "gateway.terminationGracePeriodSeconds=40", "must be more than drainSeconds + 30" },
        { "silos.cpu.terminationGracePeriodSeconds=39", "terminationGracePeriodSeconds must be 40 or more" },
        { "silos.cpu.replicas=0", "no silo has the role core" },
        { @"silos.gpu.resources.limits.nvidia\.com/gpu=0", "accelerator cuda needs GPUs" },
        { "gateway.autoscaling.min=11", "autoscaling.min is 11 and autoscaling.max 10" },
        { "silos.decode.autoscaling.min=9", "autoscaling.min is 9 and autoscaling.max 8" },
        { "fullnameOverride=My_App", "can't begin the names of Services" },
        { "fullnameOverride=2nd", "can't begin the names of Services" },
        { @"gateway.podLabels.app\.kubernetes\.io/component=edge", "podLabels can't set app.kubernetes.io/component" },
        { "silos.cpu.podLabels.media-analytics/silo=edge", "podLabels can't set media-analytics/silo" },
        { "cluster.extra.Cluster__Redis=redis:6379", "would stand readable in a ConfigMap" },
        { "cluster.extra.cluster__blobs=AccountKey", "would stand readable in a ConfigMap" },
        { "cluster.extra.Keys__Admin=key", "would stand readable in a ConfigMap" },
        { "cluster.otlp=http://collector:4319", "cluster.otlp calls port 4319" },
        { "cluster.otlp=https://collector/v1/traces", "cluster.otlp calls port 443" },
        { "silos.cpu.roles=core;decode", "roles" },
        { "cluster.id=Production", "id" },
        { "cluster.partitions=0", "partitions" },
        { "gateway.replica=2", "replica" },
    };

    [Theory]
    [MemberData(nameof(ValueSets))]
    public async Task HelmFindsNothingWrong(string values)
    {
        (int code, string output, string errors) = await Tool.Helm.RunAsync(TestContext.Current.CancellationToken, ["lint", "--strict", Chart, .. Files(values)]);
        Assert.True(code == 0, output + errors);
    }

    [Theory]
    [MemberData(nameof(ValueSets))]
    public async Task WhatItRendersHolds(string values) => BundleRules.AssertHold(Bundle.Read(await RenderAsync(Chart, Files(values))));

    [Theory]
    [MemberData(nameof(Mistakes))]
    public async Task AMistakeIsRefusedWithAReason(string set, string reason)
    {
        (int code, _, string errors) = await Tool.Helm.RunAsync(TestContext.Current.CancellationToken, "template", "ma", Chart, "--set", set);
        Assert.NotEqual(0, code);
        Assert.Contains(reason, errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    public async Task AnyNumberOfDashboardsIsTaken(int dashboards)
    {
        using var chart = new ChartCopy(Chart);
        chart.Delete("files");
        for (int i = 0; i < dashboards; i++)
            chart.Write($"files/dashboards/board-{i}.json", $$$"""{ "title": "{{ {{{i}}} }}" }""");
        if (dashboards > 0)
            chart.Write("files/alerts.yaml", "groups:\n  - name: silos\n    rules:\n      - alert: Down\n        expr: up == 0\n        annotations: { summary: '{{ $labels.pod }} is down' }\n");

        Bundle bundle = Bundle.Read(await RenderAsync(chart.Folder, Files($"{Chart}/ci/cpu-values.yaml")));
        BundleRules.AssertHold(bundle);
        Assert.Equal(
            Enumerable.Range(0, dashboards).Select(i => $$$"""{ "title": "{{ {{{i}}} }}" }"""),
            bundle.Of<k8s.Models.V1ConfigMap>().Where(map => map.Metadata.Labels.ContainsKey("grafana_dashboard")).Select(map => map.Data.Values.Single()));
        Assert.Equal(
            dashboards > 0 ? ["{{ $labels.pod }} is down"] : [],
            bundle.Of<PrometheusRule>().SelectMany(rule => rule.Spec.Groups).SelectMany(group => group.Rules).Select(rule => rule.Annotations!["summary"]));
    }

    private static string[] Files(string values) => values.Length == 0 ? [] : ["--values", values];

    private static async Task<string> RenderAsync(string chart, string[] values)
    {
        (int code, string output, string errors) = await Tool.Helm.RunAsync(TestContext.Current.CancellationToken, ["template", "ma", chart, .. values]);
        Assert.True(code == 0, errors);
        return output;
    }
}
