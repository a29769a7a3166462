using k8s.Models;

namespace MediaAnalytics.Tests.Unit.Deployment;

/// <summary>Where there are policies, they shut every pod in and out, name pods and ports that exist, and let the product's own calls through.</summary>
internal static class NetworkRules
{
    private static readonly (string From, string To, int Port)[] Calls = [("silo", "silo", 11111), ("gateway", "silo", 30000)];

    public static IEnumerable<string> Problems(Bundle bundle)
    {
        V1NetworkPolicy[] policies = [.. bundle.Of<V1NetworkPolicy>()];
        return policies.Length == 0 ? [] : policies.SelectMany(policy => Leads(bundle, policy)).Concat(Shut(bundle, policies)).Concat(Through(bundle, policies));
    }

    private static IEnumerable<string> Leads(Bundle bundle, V1NetworkPolicy policy)
    {
        string name = $"NetworkPolicy {policy.Metadata.Name}";
        Workload[] selected = [.. bundle.Selected(policy.Spec.PodSelector)];
        if (selected.Length == 0)
            yield return $"{name} selects no pods";
        foreach (V1LabelSelector peer in Peers(policy).Where(peer => peer.PodSelector is not null && peer.NamespaceSelector is null).Select(peer => peer.PodSelector))
        {
            if (!bundle.Selected(peer).Any())
                yield return $"{name} names pods that are not there: {string.Join(", ", peer.MatchLabels)}";
        }

        foreach (V1NetworkPolicyPort port in (policy.Spec.Ingress ?? []).SelectMany(rule => rule.Ports ?? []).Where(port => !selected.Any(pod => pod.HasPort(port.Port))))
            yield return $"{name} opens port {port.Port.Value}, which its pods do not have";
    }

    private static IEnumerable<string> Shut(Bundle bundle, V1NetworkPolicy[] policies)
    {
        foreach (Workload pod in bundle.Workloads)
        {
            V1NetworkPolicy[] over = [.. policies.Where(policy => pod.Matches(policy.Spec.PodSelector))];
            foreach (string way in new[] { "Ingress", "Egress" }.Where(way => !over.Any(policy => policy.Spec.PolicyTypes.Contains(way))))
                yield return $"{pod}: no NetworkPolicy shuts its {way}";
        }
    }

    private static IEnumerable<string> Through(Bundle bundle, V1NetworkPolicy[] policies) =>
        from call in Calls
        from source in bundle.Workloads.Where(pod => pod.IsProduct && pod.IsSilo == (call.From == "silo"))
        from target in bundle.Workloads.Where(pod => pod.IsSilo)
        let leaves = policies.Where(policy => source.Matches(policy.Spec.PodSelector)).SelectMany(policy => policy.Spec.Egress ?? [])
            .Any(rule => Passes(rule.To, target) && Has(rule.Ports, call.Port))
        let enters = policies.Where(policy => target.Matches(policy.Spec.PodSelector)).SelectMany(policy => policy.Spec.Ingress ?? [])
            .Any(rule => Passes(rule.FromProperty, source) && Has(rule.Ports, call.Port))
        where !leaves || !enters
        select $"NetworkPolicies keep {source} from calling {target} at {call.Port}";

    private static bool Passes(IList<V1NetworkPolicyPeer>? peers, Workload pod) =>
        peers is null || peers.Any(peer => peer.PodSelector is not null && peer.NamespaceSelector is null && pod.Matches(peer.PodSelector));

    private static bool Has(IList<V1NetworkPolicyPort>? ports, int port) => ports is null || ports.Any(open => open.Port.Value == $"{port}");

    private static IEnumerable<V1NetworkPolicyPeer> Peers(V1NetworkPolicy policy) =>
        (policy.Spec.Ingress ?? []).SelectMany(rule => rule.FromProperty ?? []).Concat((policy.Spec.Egress ?? []).SelectMany(rule => rule.To ?? []));
}
