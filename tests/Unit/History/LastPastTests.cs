using MediaAnalytics.Contracts.Observations;
using MediaAnalytics.Contracts.Observations.History;
using MediaAnalytics.Grains.Observations;
using MediaAnalytics.Grains.Observations.Folding;
using MediaAnalytics.Grains.Observations.History;
using MediaAnalytics.Storage.EventLog;
using MediaAnalytics.Storage.Manifests;
using MediaAnalytics.Tests.Unit.Auditing;
using MediaAnalytics.Tests.Unit.Folding;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;
using static MediaAnalytics.Tests.Unit.Folding.FoldRig;
using static MediaAnalytics.Tests.Unit.History.HistoryRig;

namespace MediaAnalytics.Tests.Unit.History;

/// <summary>A past that was folded answers later questions as long as nothing of the MV came since.</summary>
public sealed class LastPastTests
{
    private readonly FoldRig rig = new();

    [Fact]
    public void ItIsFoundWhileTheLogSaysNoMoreOfTheMv()
    {
        using var last = new LastPast(TimeProvider.System);
        rig.Apply(Views("mv1", 1), Views("mv1", 2));
        MvPast past = Past(upTo: 2);
        last.Keep(past);
        Assert.Same(past.Timeline, Find(last, committed: 0, upTo: 2)!.Timeline);
        Assert.Null(last.Find("mv2", false, 0, rig.Log, 2));
        Assert.Null(last.Find("mv1", true, 0, rig.Log, 2));
        Assert.Null(Find(last, committed: 0, upTo: 1));

        rig.Apply(Views("mv2", 3), Declaration(rig));
        Assert.Equal(3, Find(last, committed: 2, upTo: 3)!.UpTo);
        Assert.Null(Find(last, committed: 2, upTo: 4));
        Assert.NotNull(Find(last, committed: 3, upTo: 3));
        Assert.Null(Find(last, committed: 4, upTo: 4));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void WhateverComesOfTheMvEndsIt(int what)
    {
        using var last = new LastPast(TimeProvider.System);
        last.Keep(Past(upTo: 0));
        rig.Apply(what switch { 0 => Views("mv1", 1), 1 => Recorded("mv1", 1, "rock", true), _ => Declaration(rig) });
        Assert.Null(Find(last, committed: 0, upTo: 1));
    }

    [Fact]
    public async Task PagesReadTheFactsOnceAndALateReadingIsInTheNext()
    {
        rig.Apply(Views("mv1", 1), Views("mv1", 5), Views("mv1", 9));
        var facts = new MemoryFacts(rig.Log);
        using var reader = new MvHistoryReader(facts, new(), TimeProvider.System, NullLogger<MvHistoryReader>.Instance);
        var manifest = new Manifest { Revision = 1, Epoch = 1, LogGeneration = Guid.Empty, Offset = 3, WrittenAt = Now };
        var state = new PartitionState(0, rig.Fold, manifest);
        MvExplanation first = (await reader.ExplainAsync(state, 3, "mv1", default, 2)).Answer!;
        MvExplanation second = (await reader.ExplainAsync(state, 3, "mv1", first.Inputs[^1].Place, 2)).Answer!;
        Assert.Equal([1, 2, 3], first.Inputs.Concat(second.Inputs).Select(input => input.Place.Offset));
        Assert.Equal(1, facts.Questions);

        state.Apply(new(4, LogEventCodec.Encode(Views("mv1", 7))));
        MvExplanation after = (await reader.ExplainAsync(state, 4, "mv1", default, 10)).Answer!;
        Assert.Equal((4, 2), (after.InputCount, facts.Questions));
        Assert.True(after.Inputs[^1].Reading!.Late);
    }

    [Fact]
    public void ItIsForgottenWhenNobodyAsks()
    {
        var time = new HeldTimer();
        using var last = new LastPast(time);
        last.Keep(Past(upTo: 0));
        Assert.Equal(LastPast.KeptFor, time.Due);
        Assert.NotNull(Find(last, committed: 0, upTo: 0));
        time.Elapse();
        Assert.Null(Find(last, committed: 0, upTo: 0));
    }

    private static LogEvent Views(string mv, int hour) =>
        Observed(mv, "youtube", "api", Now.AddHours(hour), Counters.None with { Views = 100 * hour });

    private static LogEvent Declaration(FoldRig rig) => Declared(rig.Log.Count, "youtube", Now, Counter.Views);

    private MvPast? Find(LastPast last, long committed, long upTo) =>
        last.Find("mv1", false, committed, rig.Log.Where(entry => entry.Offset > committed && entry.Offset <= upTo), upTo);

    private MvPast Past(long upTo)
    {
        MvInputs inputs = Inputs("mv1", rig.Log.Where(entry => entry.Offset <= upTo));
        return new("mv1", false, upTo, inputs, MvTimeline.Of(inputs, new SourcePrecedence([]), false, CancellationToken.None));
    }

    /// <summary>A clock whose only timer a test lets elapse.</summary>
    private sealed class HeldTimer : TimeProvider, ITimer
    {
        private Action elapse = () => { };

        public TimeSpan Due { get; private set; }

        public void Elapse() => elapse();

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            elapse = () => callback(state);
            return this;
        }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            Due = dueTime;
            return true;
        }

        public void Dispose()
        {
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
