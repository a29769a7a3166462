using System.Collections;
using System.Reflection;
using System.Text.Json.Serialization;
using k8s.Models;

namespace MediaAnalytics.Tests.Unit.Deployment;

/// <summary>
/// Finds fields that the API server requires and a manifest leaves out: the typed models take them all for optional. Of the kinds used here, after Kubernetes'
/// API reference.
/// </summary>
internal static class RequiredFields
{
    private static readonly Dictionary<Type, string[]> ByType = new()
    {
        [typeof(V1Deployment)] = ["spec"],
        [typeof(V1DeploymentSpec)] = ["selector", "template"],
        [typeof(V1StatefulSet)] = ["spec"],
        [typeof(V1StatefulSetSpec)] = ["selector", "template"],
        [typeof(V1PodTemplateSpec)] = ["metadata", "spec"],
        [typeof(V1PodSpec)] = ["containers"],
        [typeof(V1Container)] = ["name", "image"],
        [typeof(V1ContainerPort)] = ["containerPort"],
        [typeof(V1EnvVar)] = ["name"],
        [typeof(V1SecretKeySelector)] = ["name", "key"],
        [typeof(V1ConfigMapEnvSource)] = ["name"],
        [typeof(V1ObjectFieldSelector)] = ["fieldPath"],
        [typeof(V1HTTPGetAction)] = ["port"],
        [typeof(V1TCPSocketAction)] = ["port"],
        [typeof(V1SleepAction)] = ["seconds"],
        [typeof(V1Volume)] = ["name"],
        [typeof(V1VolumeMount)] = ["name", "mountPath"],
        [typeof(V1TopologySpreadConstraint)] = ["maxSkew", "topologyKey", "whenUnsatisfiable"],
        [typeof(V1Service)] = ["spec"],
        [typeof(V1ServicePort)] = ["port"],
        [typeof(V1PodDisruptionBudget)] = ["spec"],
        [typeof(V1PodDisruptionBudgetSpec)] = ["selector"],
        [typeof(V2HorizontalPodAutoscaler)] = ["spec"],
        [typeof(V2HorizontalPodAutoscalerSpec)] = ["scaleTargetRef", "maxReplicas", "metrics"],
        [typeof(V2CrossVersionObjectReference)] = ["apiVersion", "kind", "name"],
        [typeof(V2MetricSpec)] = ["type"],
        [typeof(V2ResourceMetricSource)] = ["name", "target"],
        [typeof(V2MetricTarget)] = ["type"],
        [typeof(V2HPAScalingPolicy)] = ["type", "value", "periodSeconds"],
        [typeof(V1NetworkPolicy)] = ["spec"],
        [typeof(V1NetworkPolicySpec)] = ["podSelector", "policyTypes"],
        [typeof(V1NetworkPolicyPort)] = ["port"],
        [typeof(V1IPBlock)] = ["cidr"],
        [typeof(V1Ingress)] = ["spec"],
        [typeof(V1IngressRule)] = ["host", "http"],
        [typeof(V1HTTPIngressPath)] = ["backend", "path", "pathType"],
        [typeof(V1IngressServiceBackend)] = ["name", "port"],
    };

    /// <summary>What is missing in an object and all below it, as "path is missing".</summary>
    public static IEnumerable<string> Missing(object value, string path)
    {
        Type type = value.GetType();
        string[] required = ByType.GetValueOrDefault(type, []);
        foreach (PropertyInfo property in type.GetProperties().Where(property => property.GetIndexParameters().Length == 0))
        {
            if (property.GetCustomAttribute<JsonPropertyNameAttribute>()?.Name is not { } name)
                continue;

            object? below = property.GetValue(value);
            if (required.Contains(name) && below is null or "" or 0 or 0L or ICollection { Count: 0 })
                yield return $"{path}.{name} is missing";
            foreach (string missing in below is null ? [] : Below(below, $"{path}.{name}"))
                yield return missing;
        }
    }

    private static IEnumerable<string> Below(object value, string path) => value switch
    {
        string or IDictionary => [],
        IEnumerable list => list.Cast<object>().SelectMany((item, index) => Below(item, $"{path}[{index}]")),
        _ when value.GetType().Assembly == typeof(V1Pod).Assembly => Missing(value, path),
        _ => [],
    };
}
