using MediaAnalytics.Contracts.Catalogue;
using MediaAnalytics.Contracts.Genre;
using MediaAnalytics.Grains.Placement;
using Orleans.Concurrency;

namespace MediaAnalytics.Grains.Catalogue;

/// <summary>A song. Its MVs stand in a row each, so it holds no state and its calls need not wait for each other.</summary>
[Reentrant, RunsOn(SiloRoles.Core)]
internal sealed class TrackGrain(MvLinks links) : Grain, ITrackGrain
{
    private string Id => this.GetPrimaryKeyString();

    public Task LinkAsync(MvLink link) => links.LinkAsync(MvLinks.Track, Id, link);

    public Task UnlinkAsync(string mv, long version) => links.UnlinkAsync(MvLinks.Track, Id, mv, version);

    public async Task<TrackView?> GetAsync(string? after, int limit)
    {
        int count = await links.CountAsync(MvLinks.Track, Id);
        if (count == 0)
            return null;

        (GenrePosterior? consensus, int behind) = TrackConsensus.Of(await LinksAsync());
        return new(Id, count, await links.ListAsync(MvLinks.Track, Id, after, limit), consensus, behind);
    }

    private async Task<List<MvLink>> LinksAsync()
    {
        List<MvLink> all = [];
        string? after = null;
        while (true)
        {
            MvLink[] page = await links.ListAsync(MvLinks.Track, Id, after, MvLinks.MaxPage);
            all.AddRange(page);
            if (page.Length < MvLinks.MaxPage)
                return all;
            after = page[^1].Mv;
        }
    }
}
