using Orleans.Runtime.MembershipService.SiloMetadata;

namespace MediaAnalytics.Grains.Placement;

/// <summary>What the silos' metadata say. A silo that has not told them yet has no role. Safe to call from any thread.</summary>
internal sealed class SiloDirectory(ISiloMetadataCache metadata)
{
    public bool HasRole(SiloAddress silo, string role) => Read(silo, SiloRoles.MetadataKey).Split(',').Contains(role);

    /// <summary>Whether a silo infers, and on what.</summary>
    public bool Infers(SiloAddress silo, string accelerator) => HasRole(silo, SiloRoles.Infer) && Read(silo, Accelerators.MetadataKey) == accelerator;

    private string Read(SiloAddress silo, string key) => metadata.GetSiloMetadata(silo).Metadata.GetValueOrDefault(key, "");
}
