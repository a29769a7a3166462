using MediaAnalytics.Contracts.Catalogue;

namespace MediaAnalytics.Gateway.Queries;

/// <summary>An MV of a track or creator.</summary>
/// <param name="Id">The MV.</param>
/// <param name="Title">Its title.</param>
/// <param name="Recognised">The genre recognised; null until it is.</param>
public sealed record LinkJson(string Id, string Title, string? Recognised)
{
    internal static LinkJson Of(MvLink link) => new(link.Mv, link.Title, link.Posterior?.Top);

    /// <summary>Where the next page starts; null where this one was not full.</summary>
    internal static string? Next(MvLink[] page, int limit) => page.Length == limit ? page[^1].Mv : null;
}
