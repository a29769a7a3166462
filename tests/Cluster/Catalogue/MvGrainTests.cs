using MediaAnalytics.Contracts.Catalogue;
using MediaAnalytics.Contracts.Genre;
using MediaAnalytics.Grains.Genre;
using MediaAnalytics.Tests.Processes;
using Xunit;

namespace MediaAnalytics.Tests.Cluster.Catalogue;

/// <summary>Moves and withdrawals of MVs, over real stores and a real log.</summary>
public sealed class MvGrainTests : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly TemporaryFolder folder = new();
    private CatalogueHost host = null!;

    public async ValueTask InitializeAsync() => host = await CatalogueHost.StartAsync(folder["data"]);

    public async ValueTask DisposeAsync()
    {
        await host.DisposeAsync();
        folder.Dispose();
    }

    [Fact]
    public async Task AMovedMvTakesItsVoiceToTheOtherTrack()
    {
        host.Script.Go.SetResult();
        await ClassifyAsync(Entry("a", "one", "ann"));
        await ClassifyAsync(Entry("b", "one", "ann"));
        await ClassifyAsync(Entry("c", "two"));
        Assert.Equal(2, (await host.TrackAsync("one"))!.ConsensusMvs);
        Assert.Equal("rock", (await host.TrackAsync("two"))!.Consensus!.Top);

        MvRecord before = (await host.Mv("a").GetAsync())!;
        MvRecord moved = (await host.Mv("a").MoveToTrackAsync("two"))!;
        Assert.Equal(("two", before.Version + 1, MvStage.Classified), (moved.Entry.Track, moved.Version, moved.Stage));
        Assert.Equal(["b"], await host.OfTrackAsync("one"));
        Assert.Equal(["a", "c"], await host.OfTrackAsync("two"));
        Assert.Equal((1, 2), ((await host.TrackAsync("one"))!.ConsensusMvs, (await host.TrackAsync("two"))!.ConsensusMvs));
        int[] agreed = (await host.TrackAsync("two"))!.Consensus!.Weights;
        Assert.Equal([500_000, 500_000], agreed);
        Assert.Equal(["a", "b"], await host.OfCreatorAsync("ann"));
        Assert.Equal("two", (await host.LoggedAsync("a"))[^1].Entry.Track);

        // The same again changes nothing; no track at all is a place too.
        Assert.Equal(moved.Version, (await host.Mv("a").MoveToTrackAsync("two"))!.Version);
        Assert.Equal(moved.Version, (await host.LoggedAsync("a"))[^1].Version);
        Assert.Null((await host.Mv("a").MoveToTrackAsync(null))!.Entry.Track);
        Assert.Equal(["c"], await host.OfTrackAsync("two"));

        // A row replaces the whole entry.
        Assert.Equal(UpsertOutcome.Updated, await host.Mv("a").UpsertAsync(Entry("a", "one", "ann")));
        Assert.Equal(["a", "b"], await host.OfTrackAsync("one"));
        Assert.Equal(3, host.Script.Decodes);
        Assert.Null(await host.Mv("unknown").MoveToTrackAsync("two"));
        Assert.Empty(await host.LoggedAsync("unknown"));
    }

    [Fact]
    public async Task AWithdrawnMvIsListedNowhereAndComesBackWithItsPosterior()
    {
        host.Script.Go.SetResult();
        CatalogueEntry entry = Entry("a", "one", "ann", "ben");
        MvRecord classified = await ClassifyAsync(entry);
        MvRecord withdrawn = (await host.Mv("a").WithdrawAsync())!;
        Assert.Equal((classified.Version + 1, "one"), (withdrawn.Version, withdrawn.Entry.Track));
        Assert.NotNull(withdrawn.WithdrawnAt);
        Assert.Null(await host.TrackAsync("one"));
        Assert.Empty(await host.OfCreatorAsync("ann"));
        Assert.Empty(await host.OfCreatorAsync("ben"));
        Assert.Equal(withdrawn.WithdrawnAt, (await host.LoggedAsync("a"))[^1].WithdrawnAt);
        Assert.Equal(withdrawn.WithdrawnAt, (await host.Mv("a").GetAsync())!.WithdrawnAt);

        // Neither again nor a move changes it.
        Assert.Equal(withdrawn.Version, (await host.Mv("a").WithdrawAsync())!.Version);
        MvRecord unmoved = (await host.Mv("a").MoveToTrackAsync("two"))!;
        Assert.Equal((withdrawn.Version, "one", withdrawn.WithdrawnAt), (unmoved.Version, unmoved.Entry.Track, unmoved.WithdrawnAt));
        Assert.Null(await host.TrackAsync("two"));

        Assert.Equal(UpsertOutcome.Updated, await host.Mv("a").UpsertAsync(entry));
        await host.Mv("a").AdvanceAsync();
        MvRecord back = (await host.Mv("a").GetAsync())!;
        Assert.Equal((withdrawn.Version + 1, null, MvStage.Classified), (back.Version, back.WithdrawnAt, back.Stage));
        Assert.Equal(classified.Posterior!.Weights, back.Posterior!.Weights);
        Assert.Equal((1, 1), (host.Script.Decodes, host.Script.Scores));
        Assert.Equal(["a"], await host.OfTrackAsync("one"));
        Assert.Equal(["a"], await host.OfCreatorAsync("ben"));
        Assert.Equal(UpsertOutcome.Unchanged, await host.Mv("a").UpsertAsync(entry));
        Assert.Null(await host.Mv("unknown").WithdrawAsync());
    }

    [Fact]
    public async Task ADecodeUnderWayDoesNotBringAWithdrawnMvBack()
    {
        CatalogueEntry entry = Entry("a", "one");
        await host.Mv("a").UpsertAsync(entry);
        Task advance = host.Mv("a").AdvanceAsync();
        await WithinAsync(host.Script.Begun.Task, "the decode's start");
        MvRecord withdrawn = (await host.Mv("a").WithdrawAsync())!;
        host.Script.Go.SetResult();
        await WithinAsync(advance, "the decode's end");
        MvRecord after = (await host.Mv("a").GetAsync())!;
        Assert.Equal((withdrawn.Version, withdrawn.WithdrawnAt, MvStage.Decoding), (after.Version, after.WithdrawnAt, after.Stage));
        await host.Mv("a").AdvanceAsync();
        Assert.Equal((1, 0), (host.Script.Decodes, host.Script.Scores));

        // Its row starts the stage that was stopped.
        Assert.Equal(UpsertOutcome.Updated, await host.Mv("a").UpsertAsync(entry));
        await host.Mv("a").AdvanceAsync();
        Assert.Equal(MvStage.Classified, (await host.Mv("a").GetAsync())!.Stage);
        Assert.Equal((2, 1), (host.Script.Decodes, host.Script.Scores));
    }

    [Fact]
    public async Task ADecodeUnderWayCountsWhereTheMvIsBackBeforeItEnds()
    {
        CatalogueEntry entry = Entry("a", "one");
        await host.Mv("a").UpsertAsync(entry);
        Task advance = host.Mv("a").AdvanceAsync();
        await WithinAsync(host.Script.Begun.Task, "the decode's start");
        await host.Mv("a").WithdrawAsync();
        await host.Mv("a").UpsertAsync(entry);
        host.Script.Go.SetResult();
        await WithinAsync(advance, "the stages' end");
        MvRecord after = (await host.Mv("a").GetAsync())!;
        Assert.Equal((MvStage.Classified, null), (after.Stage, after.WithdrawnAt));
        Assert.Equal((1, 1), (host.Script.Decodes, host.Script.Scores));
    }

    [Fact]
    public async Task OtherMediaIsDecodedWhenTheMvComesBack()
    {
        host.Script.Go.SetResult();
        await ClassifyAsync(Entry("a", "one"));
        await host.Mv("a").WithdrawAsync();
        MvRecord back = await ClassifyAsync(Entry("a", "one") with { MediaHash = new('b', 64) });
        Assert.Equal("rock", back.Posterior!.Top);
        Assert.Equal((2, 2), (host.Script.Decodes, host.Script.Scores));
    }

    [Fact]
    public async Task ScoringAnewReplacesThePosteriorInOneStepAndRecordsItOnce()
    {
        host.Script.Go.SetResult();
        MvRecord before = await ClassifyAsync(Entry("a", "one", "ann"));
        host.Script.Model = ("v2", 1);
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => host.Mv("a").RescoreAsync("v2", 1)));
        Assert.Single(outcomes, RescoreOutcome.Scored);
        Assert.All(outcomes, outcome => Assert.True(outcome is RescoreOutcome.Scored or RescoreOutcome.UpToDate));
        MvRecord[] logged = await host.LoggedAsync("a");
        Assert.Equal((before.Version + 1, "v2", MvStage.Classified), (logged[^1].Version, logged[^1].Posterior!.Model, logged[^1].Stage));
        Assert.All(logged.SkipWhile(record => record.Version < before.Version), record => Assert.NotNull(record.Posterior));
        Assert.Equal("v2", (await host.TrackAsync("one"))!.Consensus!.Model);
        Assert.Equal((1, GenrePriority.Normal), (host.Script.Decodes, host.Script.Priorities.First()));
        Assert.All(host.Script.Priorities.Skip(1), priority => Assert.Equal(GenrePriority.Low, priority));

        // Nothing to do is no event; what is not recognised is not scored.
        int scores = host.Script.Scores;
        Assert.Equal(RescoreOutcome.UpToDate, await host.Mv("a").RescoreAsync("v2", 2));
        Assert.Equal(RescoreOutcome.UpToDate, await host.Mv("a").RescoreAsync("v1", 1));
        Assert.Equal(RescoreOutcome.Nothing, await host.Mv("unknown").RescoreAsync("v2", 1));
        await host.Mv("b").UpsertAsync(Entry("b", "one"));
        Assert.Equal(RescoreOutcome.UnderWay, await host.Mv("b").RescoreAsync("v2", 1));
        await host.Mv("a").WithdrawAsync();
        Assert.Equal(RescoreOutcome.Nothing, await host.Mv("a").RescoreAsync("v3", 3));
        Assert.Equal((scores, before.Version + 2), (host.Script.Scores, (await host.LoggedAsync("a"))[^1].Version));
    }

    [Fact]
    public async Task AnOlderModelsLateResultDoesNotReplaceANewerOnes()
    {
        host.Script.Go.SetResult();
        await ClassifyAsync(Entry("a", "one"));
        var late = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        (host.Script.Model, host.Script.Scored) = (("v2", 1), late.Task);
        Task<RescoreOutcome> older = host.Mv("a").RescoreAsync("v2", 1);
        while (host.Script.Scores < 2) await Task.Yield();
        (host.Script.Model, host.Script.Scored) = (("v3", 2), Task.CompletedTask);
        Assert.Equal(RescoreOutcome.Scored, await host.Mv("a").RescoreAsync("v3", 2));
        late.SetResult();
        Assert.Equal(RescoreOutcome.UpToDate, await older);
        Assert.Equal("v3", (await host.Mv("a").GetAsync())!.Posterior!.Model);
        // A silo that still has the older model makes it wait.
        host.Script.Model = ("v2", 1);
        Assert.Equal(RescoreOutcome.Waits, await host.Mv("a").RescoreAsync("v4", 3));
        Assert.Equal("v3", (await host.LoggedAsync("a"))[^1].Posterior!.Model);
    }

    [Fact]
    public async Task WhatWaitsForAnAcceleratorStandsAtAStageOfItsOwnAndIsLoggedOnceUntilItIsScored()
    {
        host.Script.Go.SetResult();
        host.Script.Refusal = GenreFronts.NoAccelerator;
        await host.Mv("a").UpsertAsync(Entry("a", "one"));
        await UntilAsync("a", record => record.Stage == MvStage.AwaitingAccelerator && host.Script.Scores > 2);
        MvRecord waits = (await host.Mv("a").GetAsync())!;
        Assert.Equal((MvStage.Classifying, GenreFronts.NoAccelerator), (waits.Problem!.Stage, waits.Problem.Code));
        Assert.Equal(waits.Version, (await host.LoggedAsync("a"))[^1].Version);

        // One that is busy is one that is there.
        host.Script.Refusal = GenreFronts.Busy;
        await UntilAsync("a", record => record.Stage == MvStage.Classifying);
        host.Script.Refusal = GenreFronts.NoAccelerator;
        await UntilAsync("a", record => record.Stage == MvStage.AwaitingAccelerator);

        // A withdrawal stops the wait; the row that brings it back goes on with it.
        await host.Mv("a").WithdrawAsync();
        Assert.Equal(UpsertOutcome.Updated, await host.Mv("a").UpsertAsync(Entry("a", "one")));
        host.Script.Refusal = null;
        await UntilAsync("a", record => record.Stage == MvStage.Classified);
        MvRecord[] logged = await host.LoggedAsync("a");
        Assert.Equal(
            [MvStage.Decoding, MvStage.Classifying, MvStage.AwaitingAccelerator, MvStage.Classifying, MvStage.AwaitingAccelerator,
                MvStage.AwaitingAccelerator, MvStage.AwaitingAccelerator, MvStage.Classified],
            logged.DistinctBy(record => record.Version).Select(record => record.Stage));
        Assert.Null(logged[^1].Problem);
        Assert.Equal(1, host.Script.Decodes);
    }

    private async Task UntilAsync(string id, Func<MvRecord, bool> holds)
    {
        long began = TimeProvider.System.GetTimestamp();
        while (!holds((await host.Mv(id).GetAsync())!))
        {
            Assert.True(TimeProvider.System.GetElapsedTime(began) < Patience, $"{id} stays at {(await host.Mv(id).GetAsync())!.Stage}");
            await host.Mv(id).AdvanceAsync();
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }
    }

    private async Task<MvRecord> ClassifyAsync(CatalogueEntry entry)
    {
        await host.Mv(entry.Id).UpsertAsync(entry);
        await host.Mv(entry.Id).AdvanceAsync();
        MvRecord record = (await host.Mv(entry.Id).GetAsync())!;
        Assert.Equal(MvStage.Classified, record.Stage);
        return record;
    }

    /// <summary>An entry whose media is named after it.</summary>
    private static CatalogueEntry Entry(string id, string track, params string[] creators) =>
        new() { Id = id, Title = id, Track = track, Creators = creators, Media = "m.mp4", MediaHash = new(id[0], 64) };

    private static async Task WithinAsync(Task happening, string what)
    {
        try
        {
            await happening.WaitAsync(Patience, TestContext.Current.CancellationToken);
        }
        catch (TimeoutException)
        {
            Assert.Fail($"{what} did not come within {Patience}");
        }
    }
}
