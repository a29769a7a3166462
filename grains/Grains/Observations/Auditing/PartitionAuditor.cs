using MediaAnalytics.Contracts.Auditing;
using MediaAnalytics.Grains.Observations.Folding;

namespace MediaAnalytics.Grains.Observations.Auditing;

/// <summary>An activation's full checks: when the next is due, whether one runs, what the newest said. Called from the grain.</summary>
internal sealed class PartitionAuditor(AuditRunner runner, PartitionOptions options, TimeProvider time)
{
    private static readonly TimeSpan FirstAfter = TimeSpan.FromMinutes(1);

    private DateTimeOffset due = time.GetUtcNow() + FirstAfter;
    private Task<AuditCheck>? running;
    private AuditCheck? newest;
    private bool asked;

    /// <summary>Whether a check runs: until it ends, no file that it may read is to be deleted.</summary>
    public bool Running => running is not null;

    /// <summary>Makes a check due at once; one that has begun already may have missed what the caller wants to see.</summary>
    public Task AskAsync()
    {
        asked = true;
        return Task.CompletedTask;
    }

    /// <summary>Takes up a finished check, and begins the next where it is due and no other partition's runs. While it runs, nobody may change the fold.</summary>
    public async Task StepAsync(PartitionState state)
    {
        if (running is { IsCompleted: true } finished)
        {
            running = null;
            newest = await finished;
            runner.Tell(state.Partition, newest);
        }

        if (running is not null || !(asked || time.GetUtcNow() >= due) || await runner.TryBeginAsync(state) is not { } begun)
            return;
        running = begun;
        asked = false;
        due = time.GetUtcNow() + options.AuditEvery;
    }

    /// <summary>The books as they stand.</summary>
    public PartitionAudit Report(PartitionState state, long settled, long head, string? trouble)
    {
        FoldCounts counts = state.Fold.Counts;
        return new(
            state.Partition, counts.ReadingsIn, counts.Added, counts.Completed, counts.Conflicts, counts.Duplicates, state.Fold.Late.Readings,
            counts.Quarantined, head, settled, state.Manifest.Offset, trouble, Running || asked, newest);
    }
}
