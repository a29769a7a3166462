using System.Globalization;
using k8s.Models;

namespace MediaAnalytics.Tests.Unit.Deployment;

/// <summary>Where there are policies, they let every process of the product out to what lies outside: names, Redis, blob storage, and the collector of traces.</summary>
internal static class EgressRules
{
    private static readonly (string What, string Protocol, int[] Ports)[] Needs =
    [
        ("names", "UDP", [53]),
        ("names", "TCP", [53]),
        // Its port is the operator's; these are Redis's own, its TLS port, and Azure Managed Redis's.
        ("Redis", "TCP", [6379, 6380, 10000]),
        ("blob storage and Microsoft Entra ID", "TCP", [443]),
    ];

    /// <summary>OTLP over gRPC and over HTTP.</summary>
    private static readonly int[] Otlp = [4317, 4318];

    public static IEnumerable<string> Problems(Bundle bundle)
    {
        V1NetworkPolicy[] policies = [.. bundle.Of<V1NetworkPolicy>()];
        return policies.Length == 0 ? [] : bundle.Workloads.Where(workload => workload.IsProduct).SelectMany(pod => Problems(bundle, pod, policies));
    }

    private static IEnumerable<string> Problems(Bundle bundle, Workload pod, V1NetworkPolicy[] policies)
    {
        V1NetworkPolicyEgressRule[] ways = [.. policies.Where(policy => pod.Matches(policy.Spec.PodSelector)).SelectMany(policy => policy.Spec.Egress ?? []).Where(LeadsOut)];
        bool Open(string protocol, int port) => ways.Any(way => way.Ports is null
            || way.Ports.Any(open => open.Protocol == protocol && open.Port.Value == port.ToString(CultureInfo.InvariantCulture)));

        foreach ((string what, string protocol, int[] ports) in Needs.Where(need => !need.Ports.Any(port => Open(need.Protocol, port))))
            yield return $"NetworkPolicies keep {pod} from {what} at {protocol} {string.Join(" or ", ports)}";
        if (bundle.Configured(pod, "Telemetry__Otlp") is { } collector && !Open("TCP", new Uri(collector).Port))
            yield return $"NetworkPolicies keep {pod} from {collector}";
        if (Otlp.Count(port => Open("TCP", port)) == 1)
            yield return $"NetworkPolicies let {pod} out to one of OTLP's ports, {string.Join(" and ", Otlp)}, and not to the other";
    }

    /// <summary>Whether a way leads anywhere but to pods of this bundle alone. Stores that come along for development stand for those outside.</summary>
    private static bool LeadsOut(V1NetworkPolicyEgressRule way) =>
        way.To is not { Count: > 0 } || way.To.Any(peer => peer.IpBlock is not null || peer.NamespaceSelector is not null || peer.PodSelector?.MatchLabels?.ContainsKey("media-analytics/store") is true);
}
