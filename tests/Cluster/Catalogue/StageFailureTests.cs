using MediaAnalytics.Contracts.Catalogue;
using MediaAnalytics.Grains.Catalogue;
using MediaAnalytics.Grains.Genre;
using MediaAnalytics.Grains.Workflow;
using MediaAnalytics.Storage;
using MediaAnalytics.Tests.Processes;
using Xunit;

namespace MediaAnalytics.Tests.Cluster.Catalogue;

/// <summary>What becomes of an MV whose stages fail for reasons that are not its media's, and where they may be.</summary>
public sealed class StageFailureTests : IAsyncLifetime
{
    private const int Setbacks = 4;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly WorkflowOptions Quick = new()
    {
        FirstBackOff = TimeSpan.FromMilliseconds(10), LongestBackOff = TimeSpan.FromMilliseconds(20), MaxAttempts = 2, MaxSetbacks = Setbacks,
    };

    private readonly TemporaryFolder folder = new();
    private CatalogueHost host = null!;

    private static StorageUnavailableException Away => new("The blobs are away");

    public async ValueTask InitializeAsync() => await StartAsync(Quick);

    public async ValueTask DisposeAsync()
    {
        await host.DisposeAsync();
        folder.Dispose();
    }

    [Fact]
    public async Task AStoreThatIsAwayForLongerThanAllAttemptsFailsNoMv()
    {
        const int Refusals = 8;
        host.Script.DecodeFailure = begun => begun > Refusals ? null : begun % 2 == 0 ? Away : new InvalidOperationException("no media", new AggregateException(Away));
        host.Script.ScoreFailure = begun => begun > Refusals ? null : Away;
        await host.Mv("a").UpsertAsync(Entry("a"));
        await UntilAsync("a", record => record.Problem is { Code: StageCalls.StoreAway, Stage: MvStage.Decoding });
        Assert.Contains("The blobs are away", (await host.Mv("a").GetAsync())!.Problem!.Message, StringComparison.Ordinal);
        await UntilAsync("a", static record => record.Problem is { Code: StageCalls.StoreAway, Stage: MvStage.Classifying });
        await UntilAsync("a", static record => record.Stage == MvStage.Classified);
        Assert.Equal((Refusals + 1, Refusals + 1), (host.Script.Decodes, host.Script.Scores));
    }

    [Fact]
    public async Task MediaThatLoseSiloAfterSiloAreGivenUpThoughTheCoreSiloRestarts()
    {
        host.Script.DecodeFailure = static _ => new SiloUnavailableException("lost");
        await host.Mv("a").UpsertAsync(Entry("a"));
        await UntilAsync("a", _ => host.Script.Decodes == Setbacks - 1);
        Assert.Equal((MvStage.Decoding, StageCalls.SiloLost), await StandingAsync("a"));

        await host.DisposeAsync();
        await StartAsync(Quick);
        host.Script.DecodeFailure = static _ => new SiloUnavailableException("lost");
        await UntilAsync("a", static record => record.Stage == MvStage.Failed);
        Assert.Equal((MvStage.Failed, StageRetries.SilosLost), await StandingAsync("a"));
        Assert.Equal(1, host.Script.Decodes);
        Assert.StartsWith($"{Setbacks} times the silo", (await host.Mv("a").GetAsync())!.Problem!.Message, StringComparison.Ordinal);

        // Its row again has it tried again, with a whole count.
        host.Script.DecodeFailure = static begun => begun <= Setbacks ? new SiloUnavailableException("lost") : null;
        await host.Mv("a").UpsertAsync(Entry("a"));
        await UntilAsync("a", static record => record.Stage == MvStage.Classified);
    }

    [Fact]
    public async Task SilosThatAreNotThereAreNoFaultOfTheMedia()
    {
        host.Script.DecodeFailure = static begun => begun <= 3 * Setbacks ? new OrleansException("No active nodes are compatible with grain decoder") : null;
        host.Script.ScoreFailure = static begun => begun <= 3 * Setbacks ? new OperationCanceledException("the engine stops") : null;
        await host.Mv("a").UpsertAsync(Entry("a"));
        await UntilAsync("a", static record => record.Problem is { Code: StageCalls.SiloGone, Stage: MvStage.Decoding });
        await UntilAsync("a", static record => record.Problem is { Code: StageCalls.SiloGone, Stage: MvStage.Classifying });
        await UntilAsync("a", static record => record.Stage == MvStage.Classified);
    }

    [Fact]
    public async Task ATrackThatRecognitionNeverTakesIsNotDecodedForEver()
    {
        host.Script.Refusal = GenreFronts.NoSpectrogram;
        await host.Mv("a").UpsertAsync(Entry("a"));
        await UntilAsync("a", static record => record.Stage == MvStage.Failed);
        Assert.Equal((Setbacks, Setbacks), (host.Script.Decodes, host.Script.Scores));
        Assert.Equal((MvStage.Failed, GenreFronts.NoSpectrogram), await StandingAsync("a"));
    }

    [Fact]
    public async Task AnMvThatWaitsForAnAcceleratorNeedNotBeDueWhenOneHasCome()
    {
        await host.DisposeAsync();
        await StartAsync(Quick with { FirstBackOff = TimeSpan.FromHours(1), LongestBackOff = TimeSpan.FromHours(1) });
        host.Script.Refusal = GenreFronts.NoAccelerator;
        await host.Mv("a").UpsertAsync(Entry("a"));
        await host.Mv("a").AdvanceAsync();
        Assert.Equal((MvStage.AwaitingAccelerator, GenreFronts.NoAccelerator), await StandingAsync("a"));
        host.Script.Refusal = null;
        await host.Mv("a").AdvanceAsync();
        Assert.Equal(MvStage.Classified, (await StandingAsync("a")).Stage);

        // One that waits for something else keeps to its time.
        host.Script.Refusal = GenreFronts.Busy;
        await host.Mv("b").UpsertAsync(Entry("b"));
        await host.Mv("b").AdvanceAsync();
        host.Script.Refusal = null;
        await host.Mv("b").AdvanceAsync();
        Assert.Equal((MvStage.Classifying, GenreFronts.Busy), await StandingAsync("b"));
    }

    private static CatalogueEntry Entry(string id) => new() { Id = id, Title = id, Media = "m.mp4", MediaHash = new(id[0], 64) };

    private async Task StartAsync(WorkflowOptions options)
    {
        host = await CatalogueHost.StartAsync(folder["data"], options);
        host.Script.Go.SetResult();
    }

    private async Task<(MvStage Stage, string? Code)> StandingAsync(string id)
    {
        MvRecord record = (await host.Mv(id).GetAsync())!;
        return (record.Stage, record.Problem?.Code);
    }

    private async Task UntilAsync(string id, Func<MvRecord, bool> holds)
    {
        long began = TimeProvider.System.GetTimestamp();
        while (!holds((await host.Mv(id).GetAsync())!))
        {
            Assert.True(TimeProvider.System.GetElapsedTime(began) < Patience, $"{id} stays at {await StandingAsync(id)} after {host.Script.Decodes} decodes");
            await host.Mv(id).AdvanceAsync();
            await Task.Delay(5, TestContext.Current.CancellationToken);
        }
    }
}
