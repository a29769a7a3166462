using System.Collections.Immutable;
using System.Net;
using MediaAnalytics.Grains.Placement;
using MediaAnalytics.Tests.Unit.Models;
using Orleans.Runtime.MembershipService.SiloMetadata;

namespace MediaAnalytics.Tests.Unit.Workflow;

/// <summary>The silos that an accelerator is chosen among: none, until the test adds one.</summary>
internal sealed class Fleet
{
    private static readonly ImmutableDictionary<string, string> OfAnAccelerator = ImmutableDictionary<string, string>.Empty
        .Add(SiloRoles.MetadataKey, SiloRoles.Infer).Add(Accelerators.MetadataKey, Accelerators.Cpu);

    private ClusterMembershipSnapshot _snapshot = new(ImmutableDictionary<SiloAddress, ClusterMember>.Empty, new(1));

    public Fleet()
    {
        var metadata = new SiloMetadata();
        // Orleans fills it by itself alone.
        typeof(SiloMetadata).GetProperty(nameof(SiloMetadata.Metadata))!.SetValue(metadata, OfAnAccelerator);
        Choice = new(
            new(ScriptedGrain.Create<ISiloMetadataCache>((_, _) => metadata)), new(), ScriptedGrain.Create<IClusterMembershipService>((_, _) => _snapshot));
    }

    public AcceleratorChoice Choice { get; }

    public void AddAccelerator()
    {
        SiloAddress silo = SiloAddress.New(IPAddress.Loopback, 11111, 1);
        _snapshot = new(_snapshot.Members.Add(silo, new(silo, SiloStatus.Active, "infer")), new(2));
    }
}
