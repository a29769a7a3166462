using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using MediaAnalytics.Contracts.Catalogue;
using MediaAnalytics.Contracts.Dissemination;
using MediaAnalytics.Contracts.Genre;
using MediaAnalytics.Contracts.Observations;
using MediaAnalytics.Grains.Genre.Rescoring;
using MediaAnalytics.Grains.Workflow;
using MediaAnalytics.Storage;
using MediaAnalytics.Tests.Unit.Intake;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Orleans.Serialization;
using Xunit;

namespace MediaAnalytics.Tests.Unit.Models;

/// <summary>The walk over two partitions of 250 MVs each, with MVs that answer as the test says.</summary>
public sealed class RescoringWorkTests
{
    private const int MvsPerPartition = 250;

    private static readonly ServiceProvider Services = new ServiceCollection().AddSerializer().AddMetrics().BuildServiceProvider();

    private readonly MemoryState<RescoringState> _state = new(Services.GetRequiredService<DeepCopier<RescoringState>>());
    private readonly ConcurrentDictionary<string, int> _asked = new(StringComparer.Ordinal);
    private readonly IGrainFactory _grains;
    private long _epoch = 1;
    private readonly SteppedTime _time = new();
    private int _underWay, _lost;
    private int _inFlight, _mostInFlight;
    private Func<string, Task<RescoreOutcome>> _answer = _ => Task.FromResult(RescoreOutcome.Scored);
    private RescoringWork _work;

    public RescoringWorkTests()
    {
        _grains = FakeGrains.Create(out FakeGrains fake);
        fake.With<IPartitionGrain>(key => Fake<IPartitionGrain>((method, args) => method == "MvsAsync" ? Task.FromResult(Page((int)(long)key, (int)args[0]!, (int)args[1]!)) : null))
            .With<IMvGrain>(key => Fake<IMvGrain>((_, args) => AskAsync((string)key)))
            .With<IDisseminationGrain>(_ => Fake<IDisseminationGrain>((_, _) => Task.FromResult(Overview.Empty with { Stages = [0, 0, 0, 0, 2 * MvsPerPartition, 0] })));
        _work = Start();
    }

    [Fact]
    public async Task EveryMvIsAskedOnceAndTheProgressIsKnown()
    {
        Assert.Null(_work.Status);
        Assert.True(await _work.StartAsync("v2", 3));
        Assert.True(await _work.StartAsync("v2", 3));
        await _work.AdvanceAsync();
        Assert.Equal(("v2", 3, 100, 500, null), (_work.Status!.Version, _work.Status.Sequence, _work.Status.Done, _work.Status.Total, _work.Status.EndedAt));
        await ToEndAsync();
        Assert.Equal((500, 500, 0, 1), (_work.Status.Done, _work.Status.Total, _work.Status.Failed, _work.Status.Pass));
        Assert.Equal(500, _asked.Count);
        Assert.All(_asked.Values, times => Assert.Equal(1, times));
        Assert.InRange(_mostInFlight, 1, WorkflowOptions.DefaultMaxRescoring);
        Assert.True(await _work.StartAsync("v1", 2));
        Assert.Null(_state.State.DueAt);
    }

    [Fact]
    public async Task AfterAKillItGoesOnFromItsPlace()
    {
        await _work.StartAsync("v2", 1);
        await _work.AdvanceAsync();
        await _work.AdvanceAsync();
        await RestartAsync();
        await ToEndAsync();
        Assert.All(_asked.Values, times => Assert.Equal(1, times));
        Assert.Equal(500, _asked.Count);
    }

    [Fact]
    public async Task APartitionThatMovedIsWalkedAnew()
    {
        await _work.StartAsync("v2", 1);
        await _work.AdvanceAsync();
        _epoch = 2;
        await ToEndAsync();
        Assert.Equal((500, 100), (_work.Status!.Done, _asked.Values.Count(times => times == 2)));
    }

    [Fact]
    public async Task WhatWaitsHoldsThePageUpAndWhatFailedIsTriedInAnotherPass()
    {
        bool busy = true;
        _answer = mv => Task.FromResult(mv == "0-7" ? busy ? RescoreOutcome.Waits : RescoreOutcome.Scored : mv == "1-3" ? RescoreOutcome.Failed : RescoreOutcome.Scored);
        await _work.StartAsync("v2", 1);
        await _work.AdvanceAsync();
        Assert.Equal((0, 1), (_work.Status!.Done, _state.State.Waits));
        Assert.NotNull(_work.Status.Waiting);
        Assert.True(_state.State.DueAt > _time.Now);
        busy = false;
        await ToEndAsync();
        Assert.Equal((500, 1, RescoringWork.PassesForFailed, null), (_work.Status.Done, _work.Status.Failed, _work.Status.Pass, _work.Status.Waiting));
        Assert.Equal(RescoringWork.PassesForFailed, _asked["1-3"]);
    }

    [Fact]
    public async Task WhatWasUnderWayIsMetByAnotherPass()
    {
        _underWay = 1;
        await _work.StartAsync("v2", 1);
        while (_work.Status!.Pass == 1) await _work.AdvanceAsync();
        Assert.Null(_work.Status.EndedAt);
        _underWay = 0;
        await ToEndAsync();
        Assert.Equal((2, 500), (_work.Status.Pass, _work.Status.Done));
    }

    [Fact]
    public async Task WhatIsUnderWayLongAfterTheStartHasTheNewModelAnyhow()
    {
        _underWay = 1;
        await _work.StartAsync("v2", 1);
        while (_work.Status!.Pass == 1) await _work.AdvanceAsync();
        _time.Now += TimeSpan.FromMinutes(31);
        while (_work.Status.Pass == 2) await _work.AdvanceAsync();
        await ToEndAsync();
        Assert.Equal(3, _work.Status.Pass);
    }

    [Fact]
    public async Task ASiloOrAStoreThatIsAwayHoldsUpAndFailsNothing()
    {
        Exception? away = new TimeoutException("no answer");
        _answer = mv => mv == "0-7" && away is { } e ? Task.FromException<RescoreOutcome>(e) : Task.FromResult(RescoreOutcome.Scored);
        await _work.StartAsync("v2", 1);
        await _work.AdvanceAsync();
        away = new InvalidOperationException("the call failed", new StorageUnavailableException("no Redis"));
        await _work.AdvanceAsync();
        Assert.Equal((0, 0, 2), (_work.Status!.Done, _work.Status.Failed, _state.State.Waits));
        away = null;
        await ToEndAsync();
        Assert.Equal((500, 0), (_work.Status.Done, _work.Status.Failed));
    }

    [Fact]
    public async Task AnotherModelUnderTheSameOrderIsARunOfItsOwn()
    {
        await _work.StartAsync("v2", 1);
        await ToEndAsync();
        Assert.True(await _work.StartAsync("v2", 1));
        Assert.NotNull(_work.Status!.EndedAt);
        Assert.True(await _work.StartAsync("v2b", 1));
        await ToEndAsync();
        Assert.Equal(("v2b", 500), (_work.Status.Version, _work.Status.Done));
        Assert.All(_asked.Values, times => Assert.Equal(2, times));
    }

    [Fact]
    public async Task ANewerOrderEndsAnOlderRun()
    {
        var go = new TaskCompletionSource<RescoreOutcome>(TaskCreationOptions.RunContinuationsAsynchronously);
        _answer = _ => go.Task;
        await _work.StartAsync("v2", 1);
        Task advance = _work.AdvanceAsync();
        Assert.False(await _work.StartAsync("v3", 2));
        go.SetResult(RescoreOutcome.Scored);
        await advance;
        Assert.True(_asked.Count <= WorkflowOptions.DefaultMaxRescoring, $"{_asked.Count} were asked");
        Assert.True(await _work.StartAsync("v3", 2));
        await ToEndAsync();
        Assert.Equal(("v3", 2, 500), (_work.Status!.Version, _work.Status.Sequence, _work.Status.Done));
    }

    [Fact]
    public async Task AnErrorOfTheStoreLosesNoPlace()
    {
        await _work.StartAsync("v2", 1);
        await _work.AdvanceAsync();
        _state.Writing = () => throw new IOException("full");
        await Assert.ThrowsAsync<IOException>(_work.AdvanceAsync);
        _state.Writing = null;
        Assert.Equal((100, 1), (_work.Status!.Done, _lost));
        await ToEndAsync();
        Assert.Equal(500, _work.Status.Done);
    }

    private RescoringWork Start() => new(
        _state, _grains, partitions: 2, new WorkflowOptions(), new WorkflowMetrics(Services.GetRequiredService<IMeterFactory>()), _time, NullLogger.Instance, () => _lost++);

    private async Task RestartAsync()
    {
        await _state.ReadStateAsync();
        _work = Start();
    }

    /// <summary>Advances regardless of when it is due.</summary>
    private async Task ToEndAsync()
    {
        for (int call = 0; _work.Status!.EndedAt is null; call++)
        {
            Assert.True(call < 100, "it does not end");
            await _work.AdvanceAsync();
        }
    }

    private MvPage Page(int partition, int from, int limit)
    {
        int end = Math.Min(from + limit, MvsPerPartition);
        return new(_epoch, [.. Enumerable.Range(from, end - from).Select(i => $"{partition}-{i}")], from == 0 ? _underWay : 0, end < MvsPerPartition ? end : null);
    }

    private async Task<RescoreOutcome> AskAsync(string mv)
    {
        _asked.AddOrUpdate(mv, 1, (_, times) => times + 1);
        int inFlight = Interlocked.Increment(ref _inFlight);
        if (inFlight > _mostInFlight) _mostInFlight = inFlight;
        await Task.Yield();
        RescoreOutcome outcome = await _answer(mv);
        Interlocked.Decrement(ref _inFlight);
        return outcome;
    }

    private static T Fake<T>(Func<string, object?[], object?> answer)
        where T : class => ScriptedGrain.Create<T>(answer);
}
