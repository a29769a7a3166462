using System.IO.Hashing;
using System.Text;

namespace MediaAnalytics.Grains.Placement;

/// <summary>
/// Which accelerator silo serves a grain: of those that the policy allows the one with the highest hash of silo and grain together (rendezvous hashing), so
/// that keys lie evenly, every silo chooses the same, and a silo that comes or goes moves only its own share. Safe to call from any thread.
/// </summary>
internal sealed class AcceleratorChoice(
    SiloDirectory directory, PlacementOptions options, IClusterMembershipService membership, ILocalSiloDetails here)
{
    /// <summary>The silo for a grain among those that are up; null where none may serve it.</summary>
    public SiloAddress? Of(GrainId grain, IEnumerable<SiloAddress> silos)
    {
        SiloAddress[] up = [.. silos];
        SiloAddress[] allowed = [.. up.Where(silo => directory.Infers(silo, SiloDirectory.Cuda))];
        if (allowed.Length == 0 && options.Cuda == PlacementOptions.Preferred)
            allowed = [.. up.Where(silo => directory.Infers(silo, SiloDirectory.Cpu))];
        return allowed.MaxBy(silo => XxHash64.HashToUInt64(Encoding.UTF8.GetBytes($"{silo.ToParsableString()} {grain}")));
    }

    /// <summary>Whether this silo is, of those that are up now, the one for a grain. True where none may serve it: then it has nowhere to go.</summary>
    public bool IsHere(GrainId grain)
    {
        var up = membership.CurrentSnapshot.Members.Values.Where(static member => member.Status == SiloStatus.Active);
        return Of(grain, up.Select(static member => member.SiloAddress)) is not { } silo || silo.Equals(here.SiloAddress);
    }
}
