namespace MediaAnalytics.Gateway.Cluster;

/// <summary>What <c>GET /v1/cluster</c> answers.</summary>
/// <param name="Clustered">Whether there is a cluster; false where one process does everything.</param>
/// <param name="Silos">The silos that are not gone.</param>
/// <param name="Notices">What every user should know of the stores; empty where all is as it should be.</param>
public sealed record ClusterJson(bool Clustered, IReadOnlyList<ClusterSiloJson> Silos, IReadOnlyList<string> Notices);
