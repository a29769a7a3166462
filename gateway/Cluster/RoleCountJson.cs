using MediaAnalytics.Contracts.Placement;

namespace MediaAnalytics.Gateway.Cluster;

/// <summary>How many silos of a cluster work in a role.</summary>
/// <param name="Role">The role.</param>
/// <param name="Accelerator">What they infer on; null for the other roles.</param>
/// <param name="Silos">How many.</param>
public sealed record RoleCountJson(string Role, string? Accelerator, int Silos)
{
    private const string Infer = "infer";

    /// <summary>Counts the silos that are at work. A role that nobody has is told of at 0.</summary>
    public static IReadOnlyList<RoleCountJson> Of(IReadOnlyList<SiloReport> silos)
    {
        ArgumentNullException.ThrowIfNull(silos);
        SiloReport[] active = [.. silos.Where(static silo => silo.Status == SiloStatus.Active)];
        RoleCountJson[] inferring = [.. active
            .Where(static silo => silo.Roles.Contains(Infer))
            .GroupBy(static silo => silo.Accelerator)
            .OrderBy(static group => group.Key, StringComparer.Ordinal)
            .Select(static group => new RoleCountJson(Infer, group.Key, group.Count()))];
        return [Plain("core"), Plain("decode"), .. inferring.Length > 0 ? inferring : [new(Infer, null, 0)]];

        RoleCountJson Plain(string role) => new(role, null, active.Count(silo => silo.Roles.Contains(role)));
    }
}
