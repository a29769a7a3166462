using MediaAnalytics.Contracts.Catalogue;

namespace MediaAnalytics.Gateway.Queries;

/// <summary>A creator and a page of its MVs.</summary>
/// <param name="Id">The creator.</param>
/// <param name="MvCount">All its MVs.</param>
/// <param name="Mvs">The page, ordered by id.</param>
/// <param name="Next">Value of <c>after</c> for the page that follows; null where this one is not full.</param>
public sealed record CreatorJson(string Id, int MvCount, LinkJson[] Mvs, string? Next)
{
    internal static CreatorJson Of(CreatorView creator, int limit) =>
        new(creator.Id, creator.MvCount, [.. creator.Mvs.Select(LinkJson.Of)], LinkJson.Next(creator.Mvs, limit));
}
