using MediaAnalytics.Contracts.Placement;

namespace MediaAnalytics.Gateway.Cluster;

/// <summary>One silo, as <c>GET /v1/cluster</c> tells of it; see <see cref="SiloReport"/>.</summary>
public sealed record ClusterSiloJson(
    string Name, string Address, SiloStatus Status, IReadOnlyList<string> Roles, string? Accelerator, DateTimeOffset? Since)
{
    /// <summary>The JSON of a silo.</summary>
    public static ClusterSiloJson Of(SiloReport silo)
    {
        ArgumentNullException.ThrowIfNull(silo);
        return new(silo.Name, silo.Address, silo.Status, silo.Roles, silo.Accelerator, silo.Since);
    }
}
