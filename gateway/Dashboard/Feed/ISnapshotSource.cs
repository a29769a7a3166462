namespace MediaAnalytics.Gateway.Dashboard.Feed;

/// <summary>Where the live feed reads from.</summary>
internal interface ISnapshotSource
{
    /// <summary>A number that changes when a new snapshot would differ; cheap.</summary>
    Task<long> VersionAsync();

    /// <summary>Reads everything that the page shows.</summary>
    Task<SnapshotJson> ReadAsync();
}
