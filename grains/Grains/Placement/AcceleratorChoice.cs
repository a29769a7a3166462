using System.IO.Hashing;
using System.Text;

namespace MediaAnalytics.Grains.Placement;

/// <summary>
/// Which accelerator silo serves a media file: of those that are up and that the policy allows, the one with the highest hash of silo and media together
/// (rendezvous hashing), so that the work lies evenly, every silo chooses the same, and a silo that comes or goes moves only its own share. Safe to call
/// from any thread.
/// </summary>
internal sealed class AcceleratorChoice(SiloDirectory directory, PlacementOptions options, IClusterMembershipService membership)
{
    /// <summary>Whether a silo is up that may infer.</summary>
    public bool AnyUp => Up().Count > 0;

    /// <summary>The silo for a media file; null where none may serve it now.</summary>
    public SiloAddress? For(string media) =>
        Up().MaxBy(silo => XxHash64.HashToUInt64(Encoding.UTF8.GetBytes($"{silo.ToParsableString()} {media}")));

    /// <summary>Those of some silos that may infer now: the ones with CUDA, else, unless CUDA is required, the others with an accelerator.</summary>
    public IReadOnlyList<SiloAddress> Allowed(IEnumerable<SiloAddress> silos)
    {
        SiloAddress[] up = [.. silos];
        SiloAddress[] cuda = [.. up.Where(silo => directory.Infers(silo, Accelerators.Cuda))];
        return cuda.Length > 0 || options.Cuda == PlacementOptions.Required ? cuda : [.. up.Where(silo => directory.Infers(silo, Accelerators.Cpu))];
    }

    private IReadOnlyList<SiloAddress> Up() =>
        Allowed(membership.CurrentSnapshot.Members.Values.Where(static member => member.Status == SiloStatus.Active).Select(static member => member.SiloAddress));
}
