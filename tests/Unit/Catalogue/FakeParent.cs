using MediaAnalytics.Contracts.Catalogue;

namespace MediaAnalytics.Tests.Unit.Catalogue;

/// <summary>A track or a creator that writes what it is told into a table.</summary>
internal sealed class FakeParent(LinkTable links, string name) : ITrackGrain, ICreatorGrain
{
    public Task LinkAsync(MvLink link)
    {
        links.Put(name, link.Mv, link.Version, stands: true);
        return Task.CompletedTask;
    }

    public Task UnlinkAsync(string mv, long version)
    {
        links.Put(name, mv, version, stands: false);
        return Task.CompletedTask;
    }

    Task<TrackView?> ITrackGrain.GetAsync(string? after, int limit) => throw new NotSupportedException();

    Task<CreatorView?> ICreatorGrain.GetAsync(string? after, int limit) => throw new NotSupportedException();
}
