using System.Diagnostics;
using MediaAnalytics.Grains.Workflow;

namespace MediaAnalytics.Grains.Observations;

/// <summary>When an activation of a partition commits, and what a commit leaves to tidy up. For the grain's own turns.</summary>
/// <param name="state">What it commits.</param>
/// <param name="states">Where to.</param>
/// <param name="compaction">Begins after a commit.</param>
/// <param name="options">How often.</param>
/// <param name="time">The clock.</param>
/// <param name="metrics">Told of each commit.</param>
/// <param name="overtaken">Called where another activation has taken the partition over.</param>
internal sealed class PartitionCommits(
    PartitionState state, PartitionStateStore states, FactsCompaction compaction, PartitionOptions options, TimeProvider time, ObservationMetrics metrics, Action overtaken)
{
    /// <summary>Log entries of this size together are committed at once, so that neither memory nor a restart's work grows.</summary>
    private const long TailBytesAllowed = 32 * 1024 * 1024;

    /// <summary>A snapshot of this size may be written each <see cref="PartitionOptions.CommitEvery"/>; a larger one proportionally more rarely.</summary>
    private const double SnapshotBytesAllowed = 8 * 1024 * 1024;

    /// <summary>So long a commit that failed waits, however much there is to commit.</summary>
    private static readonly TimeSpan AgainAfter = TimeSpan.FromSeconds(10);

    private DateTimeOffset triedAt = time.GetUtcNow();
    private bool untidy;

    /// <summary>What the newest commit failed with; null where it did not.</summary>
    public string? Trouble { get; private set; }

    /// <summary>Commits where that is due, and tidies up.</summary>
    /// <param name="settled">The offset up to which the fold is settled.</param>
    public async Task CommitIfDueAsync(long settled)
    {
        TimeSpan due = options.CommitEvery * Math.Max(1, state.SnapshotBytes / SnapshotBytesAllowed);
        bool mayTryAgain = Trouble is null || time.Apart(triedAt) >= AgainAfter;
        if (settled > state.Manifest.Offset && (time.Apart(triedAt) >= due || (state.TailBytes > TailBytesAllowed && mayTryAgain)))
            await CommitAsync();
        else if (untidy && mayTryAgain)
            await OrTroubleAsync(TidyAsync);
    }

    /// <summary>Commits now, and tidies up.</summary>
    public async Task CommitAsync()
    {
        long before = state.Manifest.Offset, began = time.GetTimestamp();
        using Activity? activity = WorkTracing.Commit(state.Partition);
        try
        {
            await OrTroubleAsync(async () =>
            {
                if (!await states.CommitAsync(state))
                {
                    overtaken();
                    return;
                }

                metrics.Committed(time.GetElapsedTime(began));
                activity.Committed(state.Manifest, before, state.SnapshotBytes);
                compaction.Begin(state);
                untidy = true;
                await TidyAsync();
            });
        }
        catch
        {
            activity?.SetStatus(ActivityStatusCode.Error);
            throw;
        }
    }

    /// <summary>Where it fails it is owed still, whether or not there is anything new to commit.</summary>
    private async Task TidyAsync()
    {
        await states.TidyAsync(state);
        untidy = false;
    }

    private async Task OrTroubleAsync(Func<Task> work)
    {
        try
        {
            await work();
            Trouble = null;
        }
        catch (Exception failed)
        {
            Trouble = failed.Message;
            throw;
        }
        finally
        {
            // Counted from the end: where commits are slow, the log is folded between them still.
            triedAt = time.GetUtcNow();
        }
    }
}
