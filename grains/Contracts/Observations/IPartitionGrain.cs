using MediaAnalytics.Contracts.Auditing;
using MediaAnalytics.Contracts.Dissemination;
using MediaAnalytics.Contracts.Observations.History;
using Orleans.Concurrency;

namespace MediaAnalytics.Contracts.Observations;

/// <summary>The exactly-once fold of one partition of the event log (key: the partition's number).</summary>
[Alias("ma.IPartitionGrain")]
public interface IPartitionGrain : IGrainWithIntegerKey
{
    /// <summary>How far it has come. Activates the partition where it is not active.</summary>
    [AlwaysInterleave]
    Task<PartitionStatus> StatusAsync();

    /// <summary>One MV's counters by platform, ordered by platform; empty where nothing was reported.</summary>
    [AlwaysInterleave]
    Task<PlatformCounters[]> CountersAsync(string mv);

    /// <summary>Catalogued MVs that are not withdrawn, page by page, as folded so far; cheap.</summary>
    /// <param name="from">0, or <see cref="MvPage.Next"/> of the page before.</param>
    /// <param name="limit">Most MVs, 1 to 1,000.</param>
    [AlwaysInterleave]
    Task<MvPage> MvsAsync(int from, int limit);

    /// <summary>
    /// What one source reported last of one MV on one platform, everything in the log included that was appended before the call; null where nothing.
    /// </summary>
    Task<NewestReading?> NewestAsync(string mv, string platform, string source);

    /// <summary>How one MV's counters came about, from facts and memory together. Takes at most a minute.</summary>
    [AlwaysInterleave, ResponseTimeout("00:01:30")]
    Task<HistoryAnswer<MvHistory>> HistoryAsync(string mv, HistoryQuery query);

    /// <summary>Everything that one MV's numbers are made of, a page at a time, from facts and memory together. Takes at most a minute.</summary>
    /// <param name="mv">The MV.</param>
    /// <param name="after">The last input of the page before; default for the first page.</param>
    /// <param name="limit">Most inputs.</param>
    [AlwaysInterleave, ResponseTimeout("00:01:30")]
    Task<HistoryAnswer<MvExplanation>> ExplainAsync(string mv, InputPlace after, int limit);

    /// <summary>What this partition folded of a batch; null where it has seen nothing of it, or no longer remembers it.</summary>
    [AlwaysInterleave]
    Task<BatchFold?> BatchAsync(Guid batch);

    /// <summary>The definition epochs that are folded, in the order they were declared; every partition folds the same.</summary>
    [AlwaysInterleave]
    Task<DefinitionEpoch[]> EpochsAsync();

    /// <summary>The partition's books: what went in, what became of it, and the newest full check.</summary>
    [AlwaysInterleave]
    Task<PartitionAudit> AuditAsync();

    /// <summary>Has a full check run as soon as no other partition's does.</summary>
    [AlwaysInterleave]
    Task BeginAuditAsync();

    /// <summary>The cell table as the partition's last manifest at or before an instant gives it.</summary>
    [AlwaysInterleave, ResponseTimeout("00:01:15")]
    Task<PastTable> TableAsOfAsync(DateTimeOffset at);

    /// <summary>Publishes the whole cell table anew. Called by the dissemination grain when it starts.</summary>
    Task PublishAsync();
}
