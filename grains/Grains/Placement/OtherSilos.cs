namespace MediaAnalytics.Grains.Placement;

/// <summary>The other silos that are up, in the order of their addresses from this one on and round. Safe to call from any thread.</summary>
internal sealed class OtherSilos(SiloDirectory directory, IClusterMembershipService membership, ILocalSiloDetails local)
{
    /// <summary>The next one with a role; null where this is the only one.</summary>
    public SiloAddress? Next(string role)
    {
        SiloAddress here = local.SiloAddress;
        SiloAddress[] others =
        [
            .. membership.CurrentSnapshot.Members.Values
                .Where(member => member.Status == SiloStatus.Active && !member.SiloAddress.Equals(here) && directory.HasRole(member.SiloAddress, role))
                .Select(static member => member.SiloAddress).Order(),
        ];
        return others.FirstOrDefault(silo => silo.CompareTo(here) > 0) ?? others.FirstOrDefault();
    }
}
