using MediaAnalytics.Contracts.Catalogue;
using MediaAnalytics.Contracts.Dissemination;
using MediaAnalytics.Contracts.Genre;
using MediaAnalytics.Contracts.Observations;
using MediaAnalytics.Grains.Workflow;
using MediaAnalytics.Storage;
using Microsoft.Extensions.Logging;

namespace MediaAnalytics.Grains.Genre.Rescoring;

/// <summary>What the rescoring grain does, apart from being a grain. For the grain's own turns; <see cref="StartAsync"/> may come between those of another call.</summary>
internal sealed partial class RescoringWork(
    IPersistentState<RescoringState> stored, IGrainFactory grains, int partitions, WorkflowOptions options, WorkflowMetrics metrics, TimeProvider time, ILogger logger, Action lost)
{
    /// <summary>MVs between two checkpoints.</summary>
    public const int PageSize = 100;

    /// <summary>Passes that are made for MVs that failed; more only for those that were under way.</summary>
    public const int PassesForFailed = 3;

    private static readonly TimeSpan FirstWait = TimeSpan.FromSeconds(1), LongestWait = TimeSpan.FromSeconds(30), FirstPause = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(5);

    /// <summary>So long after the start no track can be under way any more that an older model began.</summary>
    private static readonly TimeSpan LongestScore = TimeSpan.FromMinutes(30);

    private (string Version, long Sequence)? asked;
    private bool busy;

    private RescoringState State => stored.State;

    /// <summary>How far it has come; null where there was never a run.</summary>
    public RescoringStatus? Status => State.Version is not { } version ? null : new(
        version, State.Sequence, State.Before.Done + State.Here.Done, State.Total, State.Before.Failed + State.Here.Failed, State.Pass, State.StartedAt, State.EndedAt,
        State.Waiting);

    /// <inheritdoc cref="IRescoringGrain.StartAsync"/>
    public async Task<bool> StartAsync(string version, long sequence)
    {
        if (IsNews(State.Version, State.Sequence) && (asked is not var (askedVersion, askedSequence) || IsNews(askedVersion, askedSequence)))
            asked = (version, sequence);
        if (!busy)
            await AloneAsync(BeginAskedAsync);
        return !busy && !IsNews(State.Version, State.Sequence);

        // Under one order the silos' own model may be another after an upgrade.
        bool IsNews(string? before, long under) => sequence > under || (sequence == under && version != before);
    }

    /// <summary>Does the next page, then returns.</summary>
    public Task AdvanceAsync() => busy ? Task.CompletedTask : AloneAsync(async () =>
    {
        await BeginAskedAsync();
        if (State.DueAt is not null)
            await DoPageAsync();
    });

    /// <summary>Runs alone; where it fails, what is stored counts, and is read by the grain's next activation where it can't be now.</summary>
    private async Task AloneAsync(Func<Task> work)
    {
        busy = true;
        try
        {
            await work();
        }
        catch
        {
            lost();
            await stored.ReadStateAsync();
            throw;
        }
        finally
        {
            busy = false;
        }
    }

    private async Task BeginAskedAsync()
    {
        if (asked is not var (version, sequence))
            return;

        stored.State = new() { Version = version, Sequence = sequence, StartedAt = time.GetUtcNow() };
        BeginPass(TimeSpan.Zero);
        await stored.WriteStateAsync();
        asked = null;
        LogStarted(version, sequence);
    }

    private void BeginPass(TimeSpan pause)
    {
        (State.Pass, State.Partition, State.From, State.Before, State.Here) = (State.Pass + 1, 0, 0, default, default);
        State.DueAt = State.PassFrom = time.GetUtcNow() + pause;
    }

    private async Task DoPageAsync()
    {
        RescoreOutcome?[] outcomes;
        MvPage page;
        try
        {
            if (State is { Partition: 0, From: 0 })
                State.Total = (await grains.GetGrain<IDisseminationGrain>(0).OverviewAsync()).Stages[(int)MvStage.Classified];
            page = await PageAsync();
            outcomes = await AskAsync(page.Recognised);
        }
        catch (Exception failed) when (failed is not OperationCanceledException)
        {
            LogHeldUp(failed, State.Version!, State.Partition);
            await WaitAsync($"Partition {State.Partition} can't be walked: {failed.Message}");
            return;
        }

        if (outcomes.Contains(null))
            return; // A newer order has come.
        if (outcomes.Contains(RescoreOutcome.Waits))
        {
            await WaitAsync("The accelerators are busy with other work, away, or still load the model; or another silo or a store is away.");
            return;
        }

        await PassOnAsync(page, outcomes);
    }

    /// <summary>The next page; where the partition's order does not hold any more, its first.</summary>
    private async Task<MvPage> PageAsync()
    {
        IPartitionGrain partition = grains.GetGrain<IPartitionGrain>(State.Partition);
        MvPage page = await partition.MvsAsync(State.From, PageSize);
        if (State.From > 0 && page.Epoch != State.Epoch)
        {
            (State.From, State.Here) = (0, default);
            page = await partition.MvsAsync(0, PageSize);
        }

        State.Epoch = page.Epoch;
        return page;
    }

    /// <summary>Asks MVs, some at a time, and counts what became of them; null for those that were not asked since a newer order came.</summary>
    private async Task<RescoreOutcome?[]> AskAsync(string[] mvs)
    {
        using var slots = new SemaphoreSlim(options.MaxRescoring);
        return await Task.WhenAll(mvs.Select(async mv =>
        {
            await slots.WaitAsync();
            try
            {
                return asked is null ? await AskAsync(mv) : null;
            }
            finally
            {
                slots.Release();
            }
        }));
    }

    private async Task<RescoreOutcome?> AskAsync(string mv)
    {
        RescoreOutcome outcome;
        try
        {
            outcome = await grains.GetGrain<IMvGrain>(mv).RescoreAsync(State.Version!, State.Sequence);
        }
        catch (Exception failed)
        {
            // A silo that is gone, or a store that is away, passes; the MV is asked again.
            bool passes = failed is OrleansException or TimeoutException or OperationCanceledException || StorageUnavailableException.In(failed) is not null;
            LogMvFailed(failed, mv, State.Version!);
            outcome = passes ? RescoreOutcome.Waits : RescoreOutcome.Failed;
        }

        metrics.Rescored(outcome);
        return outcome;
    }

    private Task WaitAsync(string reason)
    {
        State.Waiting = reason;
        State.DueAt = time.GetUtcNow() + Doubled(FirstWait, State.Waits++, LongestWait);
        return stored.WriteStateAsync();
    }

    private async Task PassOnAsync(MvPage page, RescoreOutcome?[] outcomes)
    {
        int underWay = outcomes.Count(outcome => outcome == RescoreOutcome.UnderWay);
        State.Here += new RescoringTally(outcomes.Length - underWay, outcomes.Count(outcome => outcome == RescoreOutcome.Failed), underWay + page.UnderWay);
        (State.Waiting, State.Waits, State.DueAt) = (null, 0, time.GetUtcNow());
        if (page.Next is { } next)
            State.From = next;
        else
            (State.Partition, State.From, State.Before, State.Here) = (State.Partition + 1, 0, State.Before + State.Here, default);

        State.Total = Math.Max(State.Total, State.Before.Done + State.Here.Done);
        if (State.Partition == partitions)
            EndPass();
        await stored.WriteStateAsync();
        metrics.RescoringLeft(State.Version!, State.EndedAt is null ? Math.Max(0, State.Total - State.Before.Done - State.Here.Done) : 0);
    }

    private void EndPass()
    {
        // Under way there is always something while a catalogue grows.
        bool mayBeOlder = State.Before.UnderWay > 0 && State.PassFrom - State.StartedAt < LongestScore;
        if (mayBeOlder || (State.Before.Failed > 0 && State.Pass < PassesForFailed))
        {
            BeginPass(Doubled(FirstPause, State.Pass - 1, LongestPause));
            return;
        }

        (State.EndedAt, State.DueAt) = (time.GetUtcNow(), null);
        LogEnded(State.Version!, State.Before.Done, State.Before.Failed, State.Pass);
    }

    private static TimeSpan Doubled(TimeSpan first, int times, TimeSpan longest) =>
        TimeSpan.FromSeconds(Math.Min(longest.TotalSeconds, first.TotalSeconds * Math.Pow(2, Math.Min(times, 30))));

    [LoggerMessage(Level = LogLevel.Information, Message = "The catalogue is scored anew by model {Model}, order {Sequence}")]
    private partial void LogStarted(string model, long sequence);

    [LoggerMessage(Level = LogLevel.Information, Message = "The catalogue has been scored anew by model {Model}: {Done} MVs, {Failed} of them failed, in {Passes} passes")]
    private partial void LogEnded(string model, long done, long failed, int passes);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Scoring anew by model {Model} is held up at partition {Partition} and tried again")]
    private partial void LogHeldUp(Exception exception, string model, int partition);

    [LoggerMessage(Level = LogLevel.Warning, Message = "MV {Mv} could not be scored anew by model {Model}")]
    private partial void LogMvFailed(Exception exception, string mv, string model);
}
