using MediaAnalytics.Contracts.Catalogue;
using MediaAnalytics.Storage.Relations;
using Orleans.Serialization;

namespace MediaAnalytics.Grains.Catalogue;

/// <summary>The rows of (parent, MV) pairs of one kind. Safe to call from any thread.</summary>
internal sealed class MvLinks(IRelationStore relations, Serializer<MvLink> serializer)
{
    /// <summary>Kind of the pairs of a track and its MVs.</summary>
    public const string Track = "track-mv";

    /// <summary>Kind of the pairs of a creator and its MVs.</summary>
    public const string Creator = "creator-mv";

    /// <summary>Largest page.</summary>
    public const int MaxPage = 1_000;

    public Task LinkAsync(string kind, string parent, MvLink link) =>
        relations.PutAsync(kind, parent, link.Mv, link.Version, serializer.SerializeToArray(link));

    public Task UnlinkAsync(string kind, string parent, string mv, long version) => relations.PutAsync(kind, parent, mv, version, null);

    public Task<int> CountAsync(string kind, string parent) => relations.CountAsync(kind, parent);

    public async Task<MvLink[]> ListAsync(string kind, string parent, string? after, int limit)
    {
        IReadOnlyList<Relation> rows = await relations.ListAsync(kind, parent, after, Math.Clamp(limit, 1, MaxPage));
        return [.. rows.Select(row => serializer.Deserialize(row.Payload)!)];
    }
}
