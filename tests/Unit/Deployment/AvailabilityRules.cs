using k8s.Models;

namespace MediaAnalytics.Tests.Unit.Deployment;

/// <summary>Each kind of process has a budget of its own; what is scaled by load says how, and is not given a number as well.</summary>
internal static class AvailabilityRules
{
    public static IEnumerable<string> Problems(Bundle bundle) => Budgets(bundle).Concat(bundle.Of<V2HorizontalPodAutoscaler>().SelectMany(scaler => Scaler(bundle, scaler)));

    private static IEnumerable<string> Budgets(Bundle bundle)
    {
        V1PodDisruptionBudget[] budgets = [.. bundle.Of<V1PodDisruptionBudget>()];
        foreach (V1PodDisruptionBudget budget in budgets)
        {
            if (bundle.Selected(budget.Spec.Selector).ToArray() is not [_])
                yield return $"PodDisruptionBudget {budget.Metadata.Name} must select the pods of one kind";
            if (budget.Spec.MaxUnavailable is null == budget.Spec.MinAvailable is null || budget.Spec.MaxUnavailable?.Value == "0")
                yield return $"PodDisruptionBudget {budget.Metadata.Name} must let nodes be drained, and say how many pods at once";
        }

        foreach (Workload bare in bundle.Workloads.Where(workload => workload.IsProduct && budgets.Count(budget => workload.Matches(budget.Spec.Selector)) != 1))
            yield return $"{bare} must have one PodDisruptionBudget";
    }

    private static IEnumerable<string> Scaler(Bundle bundle, V2HorizontalPodAutoscaler scaler)
    {
        string name = $"HorizontalPodAutoscaler {scaler.Metadata.Name}";
        V2CrossVersionObjectReference target = scaler.Spec.ScaleTargetRef;
        if (bundle.Of<V1Deployment>().SingleOrDefault(deployment => deployment.Metadata.Name == target.Name && target.Kind == "Deployment") is not { } scaled)
            yield return $"{name} scales {target.Kind} {target.Name}, which is not there";
        else if (scaled.Spec.Replicas is not null)
            yield return $"{name} and the Deployment's replicas contradict each other";
        if (scaler.Spec.MinReplicas is not { } fewest || fewest > scaler.Spec.MaxReplicas)
            yield return $"{name} must say the fewest and the most";
        if (scaler.Spec.Behavior?.ScaleDown?.StabilizationWindowSeconds is null or < 60)
            yield return $"{name} must go down slowly";
    }
}
