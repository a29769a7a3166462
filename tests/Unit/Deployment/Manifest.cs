using k8s;
using k8s.Models;

namespace MediaAnalytics.Tests.Unit.Deployment;

/// <summary>One object of Kubernetes, read from YAML strictly into the typed model of its kind.</summary>
/// <param name="Kind">Its kind, such as Deployment.</param>
/// <param name="Value">The typed model.</param>
internal sealed record Manifest(string Kind, IKubernetesObject<V1ObjectMeta> Value)
{
    /// <summary>Its name.</summary>
    public string Name => Value.Metadata.Name;

    /// <summary>Its labels; none is empty.</summary>
    public IDictionary<string, string> Labels => Value.Metadata.Labels ?? new Dictionary<string, string>();

    public override string ToString() => $"{Kind} {Name}";
}
