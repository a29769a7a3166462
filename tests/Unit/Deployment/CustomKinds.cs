using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using k8s;
using k8s.Models;

namespace MediaAnalytics.Tests.Unit.Deployment;

/// <summary>The Prometheus operator's ServiceMonitor, as far as it is used here.</summary>
[KubernetesEntity(Group = "monitoring.coreos.com", ApiVersion = "v1", Kind = "ServiceMonitor")]
internal sealed record ServiceMonitor : IKubernetesObject<V1ObjectMeta>, ISpec<ServiceMonitorSpec>
{
    [JsonPropertyName("apiVersion")] public required string ApiVersion { get; set; }

    [JsonPropertyName("kind")] public required string Kind { get; set; }

    [JsonPropertyName("metadata")] public required V1ObjectMeta Metadata { get; set; }

    [JsonPropertyName("spec")] public required ServiceMonitorSpec Spec { get; set; }
}

/// <summary>What a monitor scrapes.</summary>
internal sealed record ServiceMonitorSpec
{
    [JsonPropertyName("selector")] public required V1LabelSelector Selector { get; init; }

    [JsonPropertyName("endpoints")] public required IReadOnlyList<ServiceMonitorEndpoint> Endpoints { get; init; }

    [JsonPropertyName("targetLabels")] public IReadOnlyList<string> TargetLabels { get; init; } = [];

    [JsonPropertyName("podTargetLabels")] public IReadOnlyList<string> PodTargetLabels { get; init; } = [];
}

/// <summary>One port that a monitor scrapes.</summary>
internal sealed record ServiceMonitorEndpoint
{
    [JsonPropertyName("port")] public required string Port { get; init; }

    [JsonPropertyName("path")] public required string Path { get; init; }

    [JsonPropertyName("interval")] public required string Interval { get; init; }
}

/// <summary>The Prometheus operator's PrometheusRule.</summary>
[KubernetesEntity(Group = "monitoring.coreos.com", ApiVersion = "v1", Kind = "PrometheusRule")]
internal sealed record PrometheusRule : IKubernetesObject<V1ObjectMeta>, ISpec<PrometheusRuleSpec>
{
    [JsonPropertyName("apiVersion")] public required string ApiVersion { get; set; }

    [JsonPropertyName("kind")] public required string Kind { get; set; }

    [JsonPropertyName("metadata")] public required V1ObjectMeta Metadata { get; set; }

    [JsonPropertyName("spec")] public required PrometheusRuleSpec Spec { get; set; }
}

/// <summary>The content of a rule file.</summary>
internal sealed record PrometheusRuleSpec
{
    [JsonPropertyName("groups")] public required IReadOnlyList<PrometheusRuleGroup> Groups { get; init; }
}

/// <summary>Rules that are evaluated together.</summary>
internal sealed record PrometheusRuleGroup
{
    [JsonPropertyName("name")] public required string Name { get; init; }

    [JsonPropertyName("interval")] public string? Interval { get; init; }

    [JsonPropertyName("labels")] public IDictionary<string, string>? Labels { get; init; }

    [JsonPropertyName("rules")] public required IReadOnlyList<PrometheusRuleOfGroup> Rules { get; init; }
}

/// <summary>An alert or a recording.</summary>
internal sealed record PrometheusRuleOfGroup
{
    [JsonPropertyName("alert")] public string? Alert { get; init; }

    [JsonPropertyName("record")] public string? Record { get; init; }

    /// <summary>PromQL; a bare number is allowed.</summary>
    [JsonPropertyName("expr")] public required JsonValue Expression { get; init; }

    [JsonPropertyName("for")] public string? For { get; init; }

    [JsonPropertyName("keep_firing_for")] public string? KeepFiringFor { get; init; }

    [JsonPropertyName("labels")] public IDictionary<string, string>? Labels { get; init; }

    [JsonPropertyName("annotations")] public IDictionary<string, string>? Annotations { get; init; }
}
