using k8s;
using k8s.Models;
using MediaAnalytics.Gateway.Hosting;

namespace MediaAnalytics.Tests.Unit.Deployment;

/// <summary>All that one installation brings.</summary>
internal sealed class Bundle(IReadOnlyList<Manifest> manifests)
{
    public IReadOnlyList<Manifest> All => manifests;

    /// <summary>Deployments and StatefulSets.</summary>
    public IReadOnlyList<Workload> Workloads { get; } =
    [
        .. manifests.Select(manifest => manifest.Value switch
        {
            V1Deployment deployment => new Workload(manifest, deployment.Spec.Selector, deployment.Spec.Template, []),
            V1StatefulSet set => new Workload(manifest, set.Spec.Selector, set.Spec.Template, set.Spec.VolumeClaimTemplates ?? []),
            _ => null,
        }).OfType<Workload>(),
    ];

    /// <summary>Reads YAML strictly.</summary>
    public static Bundle Read(string yaml) => new(ManifestReader.Read(yaml));

    /// <summary>The objects of one kind.</summary>
    public IEnumerable<T> Of<T>() where T : IKubernetesObject<V1ObjectMeta> => manifests.Select(manifest => manifest.Value).OfType<T>();

    /// <summary>What a key of the product's configuration is set to in a workload's pods: plainly, or by a ConfigMap; null where it is not.</summary>
    public string? Configured(Workload workload, string key) => workload.Variable(ServerHosting.EnvironmentPrefix + key) ?? workload.Pod.Containers
        .SelectMany(container => container.EnvFrom ?? [])
        .SelectMany(source => Of<V1ConfigMap>().Where(map => map.Metadata.Name == source.ConfigMapRef?.Name))
        .Select(map => map.Data.TryGetValue(ServerHosting.EnvironmentPrefix + key, out string? value) ? value : null)
        .FirstOrDefault(value => value is not null);

    /// <summary>The workloads whose pods a selector matches.</summary>
    public IEnumerable<Workload> Selected(V1LabelSelector selector) => Workloads.Where(workload => workload.Matches(selector));
}
