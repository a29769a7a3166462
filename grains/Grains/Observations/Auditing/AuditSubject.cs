using MediaAnalytics.Grains.Observations.Folding;
using MediaAnalytics.Storage.EventLog;
using MediaAnalytics.Storage.Manifests;

namespace MediaAnalytics.Grains.Observations.Auditing;

/// <summary>A partition's state of one instant, for a check beside its fold.</summary>
/// <param name="Partition">Whose.</param>
/// <param name="Manifest">Names its facts and its snapshot.</param>
/// <param name="Tail">The log entries after the facts.</param>
/// <param name="Fold">A copy of its fold; null where series could not be folded again, so that there is no whole state to compare.</param>
internal sealed record AuditSubject(int Partition, Manifest Manifest, IReadOnlyList<LogEntry> Tail, Task<PartitionFold>? Fold)
{
    /// <summary>Takes the state. While it runs, nobody may change the fold.</summary>
    public static async Task<AuditSubject> OfAsync(PartitionState state) => new(
        state.Partition, state.Manifest, [.. state.Tail], state.Fold.Late.IsEmpty ? await FoldCopy.BeginAsync(state.Fold) : null);
}
