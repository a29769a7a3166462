using MediaAnalytics.Contracts.Placement;

namespace MediaAnalytics.Grains.Placement;

/// <summary>Tells of the silos from the membership that its own silo holds: it asks no store, so that it answers while one is away.</summary>
[RunsOn(SiloRoles.Core)]
internal sealed class SilosGrain(IClusterMembershipService membership, SiloDirectory directory) : Grain, ISilosGrain
{
    public Task<SiloReport[]> ListAsync() => Task.FromResult<SiloReport[]>(
    [
        .. membership.CurrentSnapshot.Members.Values
            .Where(static member => member.Status is not (SiloStatus.Dead or SiloStatus.None))
            .Select(member => new SiloReport(
                member.Name,
                member.SiloAddress.Endpoint.ToString(),
                member.Status,
                [.. directory.Roles(member.SiloAddress)],
                directory.Accelerator(member.SiloAddress),
                directory.StartedAt(member.SiloAddress)))
            .OrderBy(static silo => silo.Name, StringComparer.Ordinal),
    ]);
}
