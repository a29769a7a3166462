using MediaAnalytics.Storage.GrainState;
using Orleans.Storage;
using Xunit;

namespace MediaAnalytics.Tests.Cluster.Stores;

/// <summary>What every grain storage does.</summary>
public abstract class GrainStorageContract : IAsyncLifetime
{
    private const string Kind = "work";

    private static readonly DateTimeOffset Noon = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);

    private readonly IStateRig rig;
    private IGrainStorage storage = null!;
    private IWorkIndex index = null!;

    private protected GrainStorageContract(IStateRig rig) => this.rig = rig;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await rig.OpenAsync();
        (storage, index) = (rig.Storage, rig.Index);
    }

    public async ValueTask DisposeAsync()
    {
        await rig.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task A_state_comes_back_with_its_etag()
    {
        var fresh = await ReadAsync("a");
        Assert.False(fresh.RecordExists);
        Assert.Null(fresh.ETag);
        Assert.Equal(string.Empty, fresh.State!.Text);

        fresh.State!.Text = "hello 愛";
        await storage.WriteStateAsync(Kind, Id("a"), fresh);
        fresh.State!.Text = "again";
        await storage.WriteStateAsync(Kind, Id("a"), fresh);
        var read = await ReadAsync("a");
        Assert.True(read.RecordExists);
        Assert.Equal("again", read.State!.Text);
        Assert.Equal(fresh.ETag, read.ETag);
        Assert.False((await ReadAsync("b")).RecordExists);
    }

    [Fact]
    public async Task A_stale_writer_is_refused()
    {
        var first = await ReadAsync("a");
        var second = await ReadAsync("a");
        await storage.WriteStateAsync(Kind, Id("a"), first);
        await Assert.ThrowsAsync<InconsistentStateException>(() => storage.WriteStateAsync(Kind, Id("a"), second));
        second = await ReadAsync("a");
        await storage.WriteStateAsync(Kind, Id("a"), second);
        await Assert.ThrowsAsync<InconsistentStateException>(() => storage.WriteStateAsync(Kind, Id("a"), first));
        await Assert.ThrowsAsync<InconsistentStateException>(() => storage.ClearStateAsync(Kind, Id("a"), first));
    }

    [Fact]
    public async Task A_cleared_state_is_gone_and_its_etag_never_recurs()
    {
        var state = await ReadAsync("a");
        state.State!.DueAt = Noon;
        await storage.WriteStateAsync(Kind, Id("a"), state);
        var stale = await ReadAsync("a");
        await storage.ClearStateAsync(Kind, Id("a"), state);
        Assert.False(state.RecordExists);
        Assert.False((await ReadAsync("a")).RecordExists);
        Assert.Equal(0, await index.CountAsync(Kind, Stop));

        await storage.WriteStateAsync(Kind, Id("a"), state);
        Assert.True((await ReadAsync("a")).RecordExists);
        await Assert.ThrowsAsync<InconsistentStateException>(() => storage.WriteStateAsync(Kind, Id("a"), stale));
    }

    [Fact]
    public async Task Types_and_names_do_not_share_rows()
    {
        var state = await ReadAsync("a");
        state.State!.Text = "mine";
        await storage.WriteStateAsync(Kind, Id("a"), state);
        var other = new GrainState<WorkState>();
        await storage.ReadStateAsync(Kind, GrainId.Create("othertype", "a"), other);
        Assert.False(other.RecordExists);
        await storage.ReadStateAsync("othername", Id("a"), other);
        Assert.False(other.RecordExists);
    }

    private static GrainId Id(string key) => GrainId.Create("probe", key);

    private async Task<GrainState<WorkState>> ReadAsync(string key)
    {
        var state = new GrainState<WorkState>();
        await storage.ReadStateAsync(Kind, Id(key), state);
        return state;
    }
}
