using MediaAnalytics.Contracts.Catalogue;
using MediaAnalytics.Grains.Placement;
using Orleans.Concurrency;

namespace MediaAnalytics.Grains.Catalogue;

/// <summary>A creator. Its MVs stand in a row each, so it holds no state and its calls need not wait for each other.</summary>
[Reentrant, RunsOn(SiloRoles.Core)]
internal sealed class CreatorGrain(MvLinks links) : Grain, ICreatorGrain
{
    private string Id => this.GetPrimaryKeyString();

    public Task LinkAsync(MvLink link) => links.LinkAsync(MvLinks.Creator, Id, link);

    public Task UnlinkAsync(string mv, long version) => links.UnlinkAsync(MvLinks.Creator, Id, mv, version);

    public async Task<CreatorView?> GetAsync(string? after, int limit)
    {
        int count = await links.CountAsync(MvLinks.Creator, Id);
        return count == 0 ? null : new(Id, count, await links.ListAsync(MvLinks.Creator, Id, after, limit));
    }
}
