using MediaAnalytics.Contracts.Catalogue;
using MediaAnalytics.Contracts.Decoding;
using MediaAnalytics.Contracts.Genre;
using MediaAnalytics.Grains.Genre;
using MediaAnalytics.Grains.Placement;
using MediaAnalytics.Grains.Workflow;
using Microsoft.Extensions.Logging;
using Orleans.Concurrency;

namespace MediaAnalytics.Grains.Catalogue;

/// <summary>
/// One MV: its record, its way through decoding and recognition, and its outbox. Reentrant, so that a long decode never keeps a reader or an import
/// waiting; every change of state is one of the ledger's.
/// </summary>
[Reentrant, RunsOn(SiloRoles.Core)]
internal sealed partial class MvGrain(
    [PersistentState("mv", "state")] IPersistentState<MvState> storage,
    MvOutbox outbox,
    StageCalls stages,
    AcceleratorWaiters waiters,
    WorkflowOptions options,
    WorkflowMetrics metrics,
    TimeProvider time,
    ILogger<MvGrain> logger) : Grain, IMvGrain, IDisposable
{
    private MvLedger ledger = null!;
    private MvRescoring rescoring = null!;
    private bool advancing;

    private MvState State => ledger.State;

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        ledger = new(this.GetPrimaryKeyString(), storage, outbox, options, time, logger, DeactivateOnIdle);
        rescoring = new(ledger, stages, logger);
        return Task.CompletedTask;
    }

    public void Dispose() => ledger?.Dispose();

    public Task<UpsertOutcome> UpsertAsync(CatalogueEntry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        if (entry.Id != this.GetPrimaryKeyString())
            throw new ArgumentException($"an entry for '{entry.Id}' was sent to '{this.GetPrimaryKeyString()}'", nameof(entry));

        return ledger.ChangeAsync(async () =>
        {
            MvRecord? before = State.Record;
            CatalogueEntry merged = CatalogueMerge.Over(before?.Entry, entry);
            // The same row again is how a person asks for a failed stage to be tried again.
            bool triesAgain = before is { Stage: MvStage.Failed } && merged.MediaHash is not null;
            bool same = before is not null && CatalogueMerge.Stands(before, merged);
            if (same && !triesAgain)
                return UpsertOutcome.Unchanged;

            bool sameMedia = merged.MediaHash is not null && merged.MediaHash == before?.Entry.MediaHash && !triesAgain;
            MvRecord next = (before ?? new() { Entry = merged }) with { Entry = merged, WithdrawnAt = null };
            await ledger.StoreAsync(sameMedia ? Resumed(next) : Restarted(next));
            return before is null ? UpsertOutcome.Created : same ? UpsertOutcome.Unchanged : UpsertOutcome.Updated;
        });
    }

    public Task<MvRecord?> MoveToTrackAsync(string? track) => ledger.ChangeAsync(async () =>
        State.Record is { WithdrawnAt: null } record && record.Entry.Track != track
            ? await ledger.StoreAsync(record with { Entry = record.Entry with { Track = track } })
            : State.Record);

    public Task<MvRecord?> WithdrawAsync() => ledger.ChangeAsync(async () =>
    {
        if (State.Record is not { WithdrawnAt: null } record)
            return State.Record;

        State.StageDue = null;
        return await ledger.StoreAsync(record with { WithdrawnAt = time.GetUtcNow() });
    });

    public Task<MvRecord?> GetAsync() => Task.FromResult(ledger.Record);

    public Task<RescoreOutcome> RescoreAsync(string version, long sequence) => rescoring.RunAsync(version, sequence);

    public async Task AdvanceAsync()
    {
        if (advancing)
            return;

        advancing = true;
        WorkTracing.CameFrom(State.Origin, State.Record?.Entry.MediaHash);
        try
        {
            if (State.OutboxDue is not null)
                await ledger.SendOwedAsync();
            while (IsStageDue() && await AdvanceStageAsync())
            {
            }
        }
        finally
        {
            advancing = false;
        }
    }

    /// <summary>Whether the stage may be tried: at its time, or sooner where it waited for an accelerator and one has come.</summary>
    private bool IsStageDue() => State.StageDue is { } due
        && (due <= time.GetUtcNow() || (State.Record is { Stage: MvStage.AwaitingAccelerator } record && stages.CanClassify(record.Entry.MediaHash!)));

    private static MvStage StageBeforeMedia(CatalogueEntry entry) =>
        entry.MediaProblem is not null ? MvStage.Failed : entry.Media is not null ? MvStage.AwaitingMedia : MvStage.Catalogued;

    /// <summary>Goes on with the stage that a withdrawal stopped, where it did.</summary>
    private MvRecord Resumed(MvRecord record)
    {
        if (State.StageDue is null && record.Stage.IsUnderWay())
            (State.Attempts, State.Setbacks, State.StageDue) = (0, 0, time.GetUtcNow());
        return record;
    }

    private MvRecord Restarted(MvRecord record)
    {
        State.Attempts = 0;
        State.Setbacks = 0;
        State.Artifact = null;
        State.PosteriorSequence = 0;
        State.Origin = WorkTracing.Here;
        bool hasMedia = record.Entry.MediaHash is not null;
        State.StageDue = hasMedia ? time.GetUtcNow() : null;
        MvStage stage = hasMedia ? MvStage.Decoding : StageBeforeMedia(record.Entry);
        return record with
        {
            Stage = stage,
            Problem = stage == MvStage.Failed
                ? new(MvStage.AwaitingMedia, "media.missing", record.Entry.MediaProblem!, 1, time.GetUtcNow())
                : null,
            Posterior = null,
            PosteriorMedia = null,
            MediaSeconds = null,
        };
    }

    /// <summary>Does one stage; true where the next can follow at once.</summary>
    private async Task<bool> AdvanceStageAsync()
    {
        MvRecord record = State.Record!;
        string media = record.Entry.MediaHash!;
        if (record.Stage == MvStage.Decoding)
        {
            DecodeOutcome decoded = await stages.DecodeAsync(media);
            return await ConcludeAsync(media, decoded.Artifact is not null, decoded.Code, decoded.Message, decoded.Retryable, current =>
            {
                State.Artifact = decoded.Artifact;
                return current with { Stage = MvStage.Classifying, MediaSeconds = decoded.Seconds };
            });
        }

        GenreOutcome scored = await stages.ClassifyAsync(record.Entry.Id, media, State.Artifact!);
        return await ConcludeAsync(media, scored.Posterior is not null, scored.Code, scored.Message, scored.Retryable, current =>
        {
            State.StageDue = null;
            State.Setbacks = 0;
            State.PosteriorSequence = scored.Sequence;
            return current with { Stage = MvStage.Classified, Posterior = scored.Posterior, PosteriorMedia = media };
        });
    }

    /// <summary>The work that a stage waits for.</summary>
    private static MvStage Work(MvStage stage) => stage == MvStage.AwaitingAccelerator ? MvStage.Classifying : stage;

    /// <summary>Records what a stage came to, unless the media was exchanged or the MV withdrawn meanwhile.</summary>
    private Task<bool> ConcludeAsync(
        string media, bool succeeded, string? code, string? message, bool retryable, Func<MvRecord, MvRecord> success) => ledger.ChangeAsync(async () =>
        {
            MvRecord current = State.Record!;
            if (current.Entry.MediaHash != media || current.WithdrawnAt is not null)
                return true;

            if (succeeded)
            {
                State.Attempts = 0;
                metrics.StageDone(Work(current.Stage));
                await ledger.StoreAsync(success(current) with { Problem = null });
                return true;
            }

            await FailAsync(current, code!, message!, retryable);
            return false;
        });

    /// <summary>Plans the next attempt, or gives up. Part of a change.</summary>
    private async Task FailAsync(MvRecord current, string code, string message, bool retryable)
    {
        TimeSpan? wait = StageRetries.Count(State, code, retryable, options);
        State.StageDue = time.GetUtcNow() + wait;
        bool givesUp = wait is null;
        if (givesUp)
            (code, message) = StageRetries.GivenUp(code, message, State.Setbacks);
        if (code == GenreFronts.NoAccelerator)
            waiters.Add(current.Entry.Id);
        MvStage work = Work(current.Stage);
        MvStage next = givesUp ? MvStage.Failed
            : code == GenreFronts.NoAccelerator ? MvStage.AwaitingAccelerator
            : code == GenreFronts.NoSpectrogram ? MvStage.Decoding
            : work;
        metrics.StageFailed(work, code);
        if (StageCalls.Waits(code) && current.Problem?.Code == code && next == current.Stage)
        {
            // Still waiting for the same thing: no news for the log.
            await ledger.WriteAsync();
            return;
        }

        LogStageFailed(current.Entry.Id, work, code, State.Attempts, givesUp);
        var problem = new StageProblem(work, code, message, State.Attempts, time.GetUtcNow());
        await ledger.StoreAsync(current with { Stage = next, Problem = problem });
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "MV {Mv}: {Stage} failed with {Code}, attempt {Attempts}; gives up: {GivesUp}")]
    private partial void LogStageFailed(string mv, MvStage stage, string code, int attempts, bool givesUp);
}
