using Orleans.Concurrency;

namespace MediaAnalytics.Contracts.Dissemination;

/// <summary>The view over all partitions' cell tables (key 0). It holds nothing that the partitions can't publish again.</summary>
[Alias("ma.IDisseminationGrain")]
public interface IDisseminationGrain : IGrainWithIntegerKey
{
    /// <summary>Replaces a partition's table, unless it is older than the one at hand.</summary>
    [AlwaysInterleave]
    Task PublishAsync(CellTable table);

    /// <summary>Answers a question.</summary>
    [AlwaysInterleave]
    Task<DisseminationAnswer> QueryAsync(DisseminationQuery query);

    /// <summary>Answers a question as of an instant: from each partition's last manifest at or before it.</summary>
    [AlwaysInterleave, ResponseTimeout("00:01:30")]
    Task<PastAnswer> QueryAsOfAsync(DisseminationQuery query, DateTimeOffset at);

    /// <summary>What the whole catalogue is up to.</summary>
    [AlwaysInterleave]
    Task<Overview> OverviewAsync();

    /// <summary>A number that grows with every table replaced; cheap to poll.</summary>
    [AlwaysInterleave]
    Task<long> VersionAsync();
}
