using MediaAnalytics.Contracts.Auditing;
using MediaAnalytics.Storage.Artifacts;
using MediaAnalytics.Storage.Facts;
using Microsoft.Extensions.Logging;

namespace MediaAnalytics.Grains.Observations.Auditing;

/// <summary>Runs full checks on the thread pool, one at a time in this process. Safe to call from any thread.</summary>
internal sealed partial class AuditRunner(IFactsStore facts, IArtifactStore artifacts, TimeProvider time, ILogger<AuditRunner> logger)
{
    private int busy;

    /// <summary>Begins a check; null where another runs. The outer task ends when the state may change again, the inner one with the check.</summary>
    public async Task<Task<AuditCheck>?> TryBeginAsync(PartitionState state)
    {
        if (Interlocked.Exchange(ref busy, 1) == 1)
            return null;
        try
        {
            DateTimeOffset startedAt = time.GetUtcNow();
            AuditSubject subject = await AuditSubject.OfAsync(state);
            return Task.Run(() => RunAsync(subject, startedAt));
        }
        catch
        {
            Volatile.Write(ref busy, 0);
            throw;
        }
    }

    /// <summary>Logs what a check found, once its activation takes it up: one that is gone may have missed files that its successor deleted.</summary>
    public void Tell(int partition, AuditCheck check)
    {
        foreach (AuditFinding finding in check.Findings)
            LogFinding(partition, finding.Code, finding.Message);
        if (check.FindingCount > check.Findings.Length)
            LogMore(partition, check.FindingCount, check.Findings.Length);
        if (check.Trouble is { } trouble)
            LogUnfinished(partition, trouble);
    }

    private async Task<AuditCheck> RunAsync(AuditSubject subject, DateTimeOffset startedAt)
    {
        try
        {
            return await new AuditRun(subject, facts, artifacts).RunAsync(startedAt, time);
        }
        finally
        {
            Volatile.Write(ref busy, 0);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The books of partition {Partition} do not balance: {Code}: {Finding}")]
    private partial void LogFinding(int partition, string code, string finding);

    [LoggerMessage(Level = LogLevel.Error, Message = "The check of partition {Partition} has {Count} findings; the first {Listed} are listed")]
    private partial void LogMore(int partition, long count, int listed);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The check of partition {Partition} could not be finished: {Trouble}")]
    private partial void LogUnfinished(int partition, string trouble);
}
