using MediaAnalytics.Contracts.Dissemination;

namespace MediaAnalytics.Gateway.Dissemination;

/// <summary>Which table of a partition an answer was read from.</summary>
/// <param name="Partition">The partition.</param>
/// <param name="Epoch">Its activation's epoch.</param>
/// <param name="Sequence">The publication within the epoch; null where the table was rebuilt from a manifest of the past.</param>
/// <param name="Offset">Newest log offset that the table reflects.</param>
/// <param name="At">When the table was computed, or the manifest written; the windows end here.</param>
/// <param name="Manifest">Revision of that manifest; null where the table is the present one.</param>
public sealed record RevisionJson(int Partition, long Epoch, long? Sequence, long Offset, DateTimeOffset At, long? Manifest)
{
    /// <summary>The JSON of a revision.</summary>
    public static RevisionJson Of(PartitionRevision revision) => new(
        revision.Partition, revision.Epoch, revision.Manifest is null ? revision.Sequence : null, revision.Offset, revision.At, revision.Manifest);

    /// <summary>Since when the windows of all partitions are whole, where that is less than a day; else null.</summary>
    public static DateTimeOffset? WindowsSince(DisseminationAnswer answer)
    {
        ArgumentNullException.ThrowIfNull(answer);
        return answer.Revisions.Max(revision => revision.WindowsSince);
    }

    /// <summary>Whether every partition has part in an answer.</summary>
    public static bool Complete(DisseminationAnswer answer)
    {
        ArgumentNullException.ThrowIfNull(answer);
        return answer.Partitions > 0 && answer.Revisions.Select(revision => revision.Partition).Distinct().Count() == answer.Partitions;
    }
}
