using MediaAnalytics.Contracts.Auditing;
using MediaAnalytics.Contracts.Dissemination;
using MediaAnalytics.Contracts.Observations;
using MediaAnalytics.Contracts.Observations.History;
using MediaAnalytics.Grains.Observations.Auditing;
using MediaAnalytics.Grains.Observations.Folding;
using MediaAnalytics.Grains.Observations.History;
using MediaAnalytics.Grains.Observations.Past;
using MediaAnalytics.Grains.Placement;
using MediaAnalytics.Storage.EventLog;
using MediaAnalytics.Storage.EventLog.Streaming;
using MediaAnalytics.Storage.Facts;
using Microsoft.Extensions.Logging;
using Orleans.Streams;
using Orleans.Streams.Core;

namespace MediaAnalytics.Grains.Observations;

/// <summary>
/// Folds one partition of the log exactly once. The stream wakes it; the offsets decide what is applied. It publishes its whole cell table when changed
/// and commits snapshot and offset in one manifest; an activation that loses the manifest to another steps down.
/// </summary>
[ImplicitStreamSubscription(LogStreams.Namespace), RunsOn(SiloRoles.Core)]
internal sealed partial class PartitionGrain(
    IEventLog log,
    PartitionStateStore states,
    IFactsStore facts,
    MvHistoryReader histories,
    PartitionOptions options,
    TimeProvider time,
    ObservationMetrics metrics,
    AuditRunner audits,
    PastTables past,
    ILogger<PartitionGrain> logger) : Grain, IPartitionGrain, IStreamSubscriptionObserver, IAsyncObserver<LogDelivery>
{
    private const int CatchUpEntries = 1_024;
    private const int CatchUpBytes = 4 * 1024 * 1024;

    private readonly FactsCompaction compaction = new(facts);
    private readonly PartitionAuditor audit = new(audits, options, time);
    private PartitionState state = null!;
    private PartitionCommits commits = null!;
    private long settled;
    private long sequence;
    private bool dirty = true;
    private bool caughtUp;
    private string? trouble = "it is reading its log";
    private DateTimeOffset publishedAt;

    private int Partition => (int)this.GetPrimaryKeyLong();

    private PartitionFold Fold => state.Fold;

    /// <summary>Why it is not ready; null where it is.</summary>
    private string? Trouble => trouble ?? commits.Trouble;

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        if (Partition < 0 || Partition >= log.Partitions)
            throw new ArgumentOutOfRangeException(nameof(cancellationToken), $"partition {Partition} does not exist; the log has {log.Partitions}");

        state = await states.OpenAsync(Partition, cancellationToken);
        settled = Fold.Cursor;
        commits = new(state, states, compaction, options, time, metrics, StepDown);
        LogOpened(Partition, state.Manifest.Epoch, Fold.Cursor, log.Head(Partition));

        // The log is read from the timer: an activation has a time limit, a long log has none.
        this.RegisterGrainTimer(TickAsync, new GrainTimerCreationOptions(TimeSpan.Zero, options.PublishEvery) { KeepAlive = true });
        this.RegisterGrainTimer(() => audit.StepAsync(state), new GrainTimerCreationOptions(options.PublishEvery, options.PublishEvery));
    }

    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        metrics.Left(Partition);
        if (reason.ReasonCode != DeactivationReasonCode.ActivationFailed && settled == Fold.Cursor && settled > state.Manifest.Offset)
            await commits.CommitAsync();
    }

    public Task OnSubscribed(IStreamSubscriptionHandleFactory handleFactory) => handleFactory.Create<LogDelivery>().ResumeAsync(this);

    public async Task OnNextAsync(LogDelivery item, StreamSequenceToken? token = null)
    {
        if (item.After > Fold.Cursor)
            await CatchUpAsync();

        int known = (int)Math.Max(0, Fold.Cursor - item.After);
        await FoldAsync(item.Entries.Skip(known).Select((payload, i) => new LogEntry(item.After + known + i + 1, payload)));
    }

    public Task OnErrorAsync(Exception ex)
    {
        LogStreamFailed(ex, Partition);
        return Task.CompletedTask;
    }

    public Task<PartitionStatus> StatusAsync() => Task.FromResult(new PartitionStatus(
        Partition, state.Manifest.Epoch, settled, state.Manifest.Offset, log.Head(Partition), Fold.Counts.Mvs, Fold.Series.Pairs, Fold.Counts.Added,
        Fold.Counts.Duplicates, Fold.Counts.Conflicts, Fold.Counts.Quarantined, Fold.Counts.Uncatalogued, Trouble,
        AuditSummary.Of(audit.Report(state, settled, log.Head(Partition), Trouble)), state.TailBytes));

    public Task<PartitionAudit> AuditAsync() => Task.FromResult(audit.Report(state, settled, log.Head(Partition), Trouble));

    public Task BeginAuditAsync() => audit.AskAsync();

    public Task<PastTable> TableAsOfAsync(DateTimeOffset at) => past.FindAsync(Partition, at);

    public Task<PlatformCounters[]> CountersAsync(string mv) => Task.FromResult(MvDescription.Of(Fold, mv, time.GetUtcNow()));

    public Task<MvPage> MvsAsync(int from, int limit) => Task.FromResult(MvPages.Of(Fold, state.Manifest.Epoch, from, limit));

    public async Task<NewestReading?> NewestAsync(string mv, string platform, string source)
    {
        await SettleAsync();

        // Another process may have acknowledged a batch that this one has not heard of.
        await log.RefreshHeadAsync(Partition);
        await CatchUpAsync();
        return MvDescription.Newest(Fold, new(mv, platform, source));
    }

    public Task<HistoryAnswer<MvHistory>> HistoryAsync(string mv, HistoryQuery query) => histories.HistoryAsync(state, settled, mv, query);

    public Task<HistoryAnswer<MvExplanation>> ExplainAsync(string mv, InputPlace after, int limit) =>
        histories.ExplainAsync(state, settled, mv, after, limit);

    public Task<BatchFold?> BatchAsync(Guid batch) => Task.FromResult(Fold.Batches.Find(batch));

    public Task<DefinitionEpoch[]> EpochsAsync() => Task.FromResult(Fold.Epochs.Declared.ToArray());

    public async Task PublishAsync()
    {
        if (!caughtUp || settled != Fold.Cursor)
            return;

        dirty = false;
        publishedAt = time.GetUtcNow();
        try
        {
            (Cell[] cells, Overview overview, DateTimeOffset? since) = await Task.Run(() => CellTableBuilder.Build(Fold, publishedAt));
            metrics.Published(Partition, overview);
            await GrainFactory.GetGrain<IDisseminationGrain>(0).PublishAsync(
                new CellTable(Partition, state.Manifest.Epoch, ++sequence, Fold.Cursor, publishedAt, cells, overview, since));
        }
        catch
        {
            dirty = true;
            throw;
        }
    }

    private async Task TickAsync(CancellationToken cancellation)
    {
        try
        {
            await GoOnAsync();
            trouble = null;
        }
        catch (Exception failed)
        {
            trouble = failed.Message;
            throw;
        }
    }

    private async Task GoOnAsync()
    {
        await SettleAsync();
        await CatchUpAsync();
        caughtUp = true;
        await commits.CommitIfDueAsync(settled);
        Fold.Recent.Prune(time.GetUtcNow().UtcTicks);
        bool windowsMoved = time.Apart(publishedAt) >= TimeSpan.FromMinutes(1);
        if (dirty || windowsMoved)
            await PublishAsync();
        if (!audit.Running)
            await states.DeleteRetiredAsync(state);
        if (await compaction.FinishedAsync() is var (replaced, by) && !await states.ReplaceFactsAsync(state, replaced, by))
            StepDown();
    }

    private void StepDown()
    {
        LogSteppedDown(Partition, state.Manifest.Epoch);
        DeactivateOnIdle();
    }

    /// <summary>Folds what the log has now. What is appended meanwhile waits: under load the head may move as fast as the fold.</summary>
    private async Task CatchUpAsync()
    {
        long head = log.Head(Partition);
        while (Fold.Cursor < head)
        {
            long after = Fold.Cursor;
            IReadOnlyList<LogEntry> entries = await log.ReadAsync(Partition, after, CatchUpEntries, CatchUpBytes);
            if ((entries.Count == 0 || entries[0].Offset > after + 1) && Fold.Cursor == after)
            {
                // An activation that has lost the partition finds its log trimmed by the one that has it.
                if (await states.OwnsAsync(state))
                    throw new InvalidDataException($"the log of partition {Partition} lacks offset {after + 1}, though its head is {head}");
                StepDown();
                return;
            }

            await FoldAsync(entries);
            await commits.CommitIfDueAsync(settled);
        }
    }

    /// <summary>Folds those of some consecutive entries that follow the cursor.</summary>
    private async Task FoldAsync(IEnumerable<LogEntry> entries)
    {
        await SettleAsync();
        foreach (LogEntry entry in entries)
        {
            if (entry.Offset != Fold.Cursor + 1)
                continue;
            state.Apply(in entry);
            dirty = true;
        }

        await SettleAsync();
        metrics.Folded(Partition, Fold.Counts);
    }

    private async Task SettleAsync()
    {
        await states.SettleAsync(state);
        settled = Fold.Cursor;
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Partition {Partition} opened at epoch {Epoch}: snapshot at offset {Snapshot}, log up to {Head}")]
    private partial void LogOpened(int partition, long epoch, long snapshot, long head);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Partition {Partition} lost its manifest to another activation at epoch {Epoch} and steps down")]
    private partial void LogSteppedDown(int partition, long epoch);

    [LoggerMessage(Level = LogLevel.Error, Message = "The log's stream failed for partition {Partition}; it goes on reading the log itself")]
    private partial void LogStreamFailed(Exception exception, int partition);
}
