using System.Globalization;
using Orleans.Runtime.MembershipService.SiloMetadata;

namespace MediaAnalytics.Grains.Placement;

/// <summary>What the silos' metadata say. A silo that has not told them yet has no role. Safe to call from any thread.</summary>
internal sealed class SiloDirectory(ISiloMetadataCache metadata)
{
    /// <summary>Metadata key of the time at which a silo's process started.</summary>
    public const string StartedKey = "started";

    public IEnumerable<string> Roles(SiloAddress silo) => Read(silo, SiloRoles.MetadataKey).Split(',', StringSplitOptions.RemoveEmptyEntries);

    public bool HasRole(SiloAddress silo, string role) => Roles(silo).Contains(role);

    /// <summary>Whether a silo infers, and on what.</summary>
    public bool Infers(SiloAddress silo, string accelerator) => HasRole(silo, SiloRoles.Infer) && Read(silo, Accelerators.MetadataKey) == accelerator;

    /// <summary>What a silo infers on; null where it does not.</summary>
    public string? Accelerator(SiloAddress silo) => Read(silo, Accelerators.MetadataKey) is { Length: > 0 } accelerator ? accelerator : null;

    /// <summary>When a silo's process started.</summary>
    public DateTimeOffset? StartedAt(SiloAddress silo) =>
        DateTimeOffset.TryParse(Read(silo, StartedKey), CultureInfo.InvariantCulture, out DateTimeOffset at) ? at : null;

    private string Read(SiloAddress silo, string key) => metadata.GetSiloMetadata(silo).Metadata.GetValueOrDefault(key, "");
}
