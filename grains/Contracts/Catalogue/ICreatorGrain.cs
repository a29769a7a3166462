namespace MediaAnalytics.Contracts.Catalogue;

/// <summary>A creator (key: the creator's id) and the MVs it made.</summary>
[Alias("ma.ICreatorGrain")]
public interface ICreatorGrain : IGrainWithStringKey
{
    /// <inheritdoc cref="ITrackGrain.LinkAsync"/>
    Task LinkAsync(MvLink link);

    /// <inheritdoc cref="ITrackGrain.UnlinkAsync"/>
    Task UnlinkAsync(string mv, long version);

    /// <summary>The creator with a page of its MVs, ordered by id, after <paramref name="after"/>; null where it made none.</summary>
    Task<CreatorView?> GetAsync(string? after, int limit);
}
