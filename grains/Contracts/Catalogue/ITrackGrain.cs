namespace MediaAnalytics.Contracts.Catalogue;

/// <summary>A song (key: the track's id): its MVs and the genre they agree on.</summary>
[Alias("ma.ITrackGrain")]
public interface ITrackGrain : IGrainWithStringKey
{
    /// <summary>Puts an MV's row, unless a row of the same or a higher version stands. Durable when it returns.</summary>
    Task LinkAsync(MvLink link);

    /// <summary>Takes an MV's row away as of <paramref name="version"/> of its record.</summary>
    Task UnlinkAsync(string mv, long version);

    /// <summary>The track with a page of its MVs, ordered by id, after <paramref name="after"/>; null where no MV shows it.</summary>
    Task<TrackView?> GetAsync(string? after, int limit);
}
