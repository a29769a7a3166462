using k8s.Models;

namespace MediaAnalytics.Tests.Unit.Deployment;

/// <summary>Every variable is one that the product reads, and every reference leads somewhere.</summary>
internal static class ConfigurationRules
{
    /// <summary>The secrets that the documents name: variable, and what it holds. They come by reference alone.</summary>
    private static readonly HashSet<string> Secret = ["MEDIAANALYTICS_Cluster__Redis", "MEDIAANALYTICS_Keys__Admin"];

    private static readonly HashSet<string> EitherWay = ["MEDIAANALYTICS_Cluster__Blobs"];

    public static IEnumerable<string> Problems(Bundle bundle) =>
        bundle.Workloads.Where(workload => workload.IsProduct).SelectMany(workload => Problems(bundle, workload).Select(problem => $"{workload}: {problem}"));

    private static IEnumerable<string> Problems(Bundle bundle, Workload workload)
    {
        V1Container container = workload.Pod.Containers.Single();
        if (bundle.Of<V1ServiceAccount>().All(account => account.Metadata.Name != workload.Pod.ServiceAccountName))
            yield return $"there is no service account {workload.Pod.ServiceAccountName}";

        var names = new List<string>();
        foreach (V1EnvFromSource source in container.EnvFrom ?? [])
        {
            if (bundle.Of<V1ConfigMap>().SingleOrDefault(map => map.Metadata.Name == source.ConfigMapRef?.Name) is { } map)
                names.AddRange(map.Data.Keys);
            else
                yield return $"there is no ConfigMap {source.ConfigMapRef?.Name}";
        }

        foreach (string name in names.Where(Secret.Contains))
            yield return $"{name} stands in a ConfigMap, and is a secret";
        foreach (V1EnvVar variable in container.Env)
        {
            if (names.Contains(variable.Name))
                yield return $"{variable.Name} is set twice";
            names.Add(variable.Name);
            if (variable.ValueFrom?.SecretKeyRef is null ? Secret.Contains(variable.Name) : !Secret.Contains(variable.Name) && !EitherWay.Contains(variable.Name))
                yield return $"{variable.Name} must come from a Secret if it is one of {string.Join(", ", Secret)}, and not else";
            if (variable.ValueFrom?.SecretKeyRef is { Optional: true })
                yield return $"{variable.Name} must not be optional: a pod without it would start as something else";
        }

        foreach (string name in names.Where(name => name != MemoryRules.HeapPercent && !ProductKeys.All.Contains(name)))
            yield return $"the product reads no variable {name}";
        string[] needed = ["MEDIAANALYTICS_Cluster__Redis", "MEDIAANALYTICS_Cluster__Blobs", "MEDIAANALYTICS_Cluster__Id", "MEDIAANALYTICS_Data", "MEDIAANALYTICS_Urls", "MEDIAANALYTICS_Keys__Required"];
        foreach (string name in needed.Except(names))
            yield return $"{name} is not set";
    }
}
