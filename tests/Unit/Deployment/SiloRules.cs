using k8s.Models;

namespace MediaAnalytics.Tests.Unit.Deployment;

/// <summary>Silos: all roles are there, reachable by their pods' addresses, GPUs where they are asked for, none with partitions that comes and goes.</summary>
internal static class SiloRules
{
    private const string Gpu = "nvidia.com/gpu";

    private static readonly string[] Roles = ["core", "decode", "infer"];

    public static IEnumerable<string> Problems(Bundle bundle)
    {
        Workload[] silos = [.. bundle.Workloads.Where(workload => workload.IsSilo)];
        foreach (string role in Roles.Except(silos.SelectMany(RolesOf)))
            yield return $"no silo has the role {role}";
        foreach (string problem in silos.SelectMany(silo => Problems(bundle, silo).Select(problem => $"{silo}: {problem}")))
            yield return problem;
    }

    private static IEnumerable<string> Problems(Bundle bundle, Workload silo)
    {
        V1Container container = silo.Pod.Containers.Single();
        foreach (string role in RolesOf(silo).Except(Roles))
            yield return $"there is no role '{role}'";
        if (container.Env.SingleOrDefault(variable => variable.Name == "MEDIAANALYTICS_Cluster__Address")?.ValueFrom?.FieldRef?.FieldPath != "status.podIP")
            yield return "other silos reach it at its pod's address: MEDIAANALYTICS_Cluster__Address must be status.podIP";
        foreach (IntOrString port in new IntOrString[] { 8080, 11111, 30000 }.Where(port => !silo.HasPort(port)))
            yield return $"it names no port {port.Value}";
        if (RolesOf(silo).Contains("core") && bundle.Of<V2HorizontalPodAutoscaler>().Any(scaler => scaler.Spec.ScaleTargetRef.Name == silo.Manifest.Name))
            yield return "it has partitions, and must not be autoscaled";

        bool cuda = silo.Variable("MEDIAANALYTICS_Accelerator") == "cuda", gpus = container.Resources.Limits.ContainsKey(Gpu);
        if (cuda != gpus || cuda != container.Image.Contains("-cuda", StringComparison.Ordinal))
            yield return $"accelerator cuda, the CUDA image and a limit of {Gpu} go together";
        if (gpus && (silo.Pod.NodeSelector is not { Count: > 0 } || silo.Pod.Tolerations is not { Count: > 0 }))
            yield return "it needs a node selector and a toleration to get to GPU nodes";
    }

    private static string[] RolesOf(Workload silo) => silo.Variable("MEDIAANALYTICS_Roles")?.Split(',') ?? [];
}
