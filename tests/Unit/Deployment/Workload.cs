using k8s.Models;

namespace MediaAnalytics.Tests.Unit.Deployment;

/// <summary>What makes pods.</summary>
internal sealed record Workload(Manifest Manifest, V1LabelSelector Selector, V1PodTemplateSpec Template, IList<V1PersistentVolumeClaim> Claims)
{
    public V1PodSpec Pod => Template.Spec;

    public IDictionary<string, string> Labels => Template.Metadata.Labels;

    /// <summary>Whether it runs this product, rather than a store that comes along for development.</summary>
    public bool IsProduct => Labels.TryGetValue("app.kubernetes.io/name", out string? name) && name == "media-analytics";

    public bool IsSilo => Labels.TryGetValue("app.kubernetes.io/component", out string? component) && component == "silo";

    /// <summary>Variables of its containers that have plain values.</summary>
    public string? Variable(string name) => Pod.Containers.SelectMany(container => container.Env ?? []).FirstOrDefault(variable => variable.Name == name)?.Value;

    /// <summary>Whether a selector by labels matches its pods. One by expressions is not understood, and used nowhere.</summary>
    public bool Matches(V1LabelSelector selector) => selector.MatchExpressions is null
        ? (selector.MatchLabels ?? new Dictionary<string, string>()).All(label => Labels.TryGetValue(label.Key, out string? value) && value == label.Value)
        : throw new InvalidDataException($"{Manifest}: selectors by expressions are not understood");

    /// <summary>Whether a port, by name or number, is one of its containers'.</summary>
    public bool HasPort(IntOrString port) => Pod.Containers.SelectMany(container => container.Ports ?? [])
        .Any(own => own.Name == port.Value || own.ContainerPort.ToString(System.Globalization.CultureInfo.InvariantCulture) == port.Value);

    public override string ToString() => Manifest.ToString();
}
