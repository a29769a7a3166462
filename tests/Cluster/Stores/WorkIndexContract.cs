using MediaAnalytics.Storage.GrainState;
using Orleans.Storage;
using Xunit;

namespace MediaAnalytics.Tests.Cluster.Stores;

/// <summary>What every index of unfinished work does.</summary>
public abstract class WorkIndexContract : IAsyncLifetime
{
    private const string Kind = "work";

    private static readonly DateTimeOffset Noon = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);

    private readonly IStateRig rig;
    private IGrainStorage storage = null!;
    private IWorkIndex index = null!;

    private protected WorkIndexContract(IStateRig rig) => this.rig = rig;

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
    public async Task Due_work_is_listed_oldest_first_and_leaves_when_it_is_done()
    {
        await StoreAsync("late", Noon.AddHours(2));
        await StoreAsync("second", Noon.AddMinutes(-1));
        await StoreAsync("first", Noon.AddDays(-1));
        await StoreAsync("idle", null);
        Assert.Equal(3, await index.CountAsync(Kind, Stop));
        Assert.Equal(Noon.AddDays(-1), await index.NextDueAsync(Kind, Stop));
        Assert.Null(await index.NextDueAsync("none", Stop));
        Assert.Equal(["first"], await index.DueAsync(Kind, Noon, 1, [], Stop));
        Assert.Equal(["second"], await index.DueAsync(Kind, Noon, 10, ["first"], Stop));
        Assert.Equal(3, await index.CountAsync(Kind, Stop));

        await StoreAsync("first", null);
        await StoreAsync("second", Noon.AddMinutes(-1));
        Assert.Equal(["second"], await index.DueAsync(Kind, Noon, 10, [], Stop));
        Assert.Equal(2, await index.CountAsync(Kind, Stop));
    }

    [Fact]
    public async Task What_was_given_out_comes_back_when_nobody_stores_it()
    {
        await StoreAsync("second", Noon.AddMinutes(-1));
        await StoreAsync("first", Noon.AddDays(-1));
        Assert.Equal(["first", "second"], await index.DueAsync(Kind, Noon, 10, [], Stop));
        DateTimeOffset later = Noon + IWorkIndex.Claim;
        Assert.Equal(["first", "second"], (await index.DueAsync(Kind, later, 10, [], Stop)).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task What_the_caller_is_at_is_not_given_out_though_it_fell_due_again()
    {
        await StoreAsync("a", Noon);
        Assert.Equal(["a"], await index.DueAsync(Kind, Noon, 10, [], Stop));
        await StoreAsync("a", Noon.AddSeconds(1));
        await StoreAsync("b", Noon.AddSeconds(1));
        Assert.Equal(["b"], await index.DueAsync(Kind, Noon.AddSeconds(2), 10, ["a"], Stop));
        Assert.Empty(await index.DueAsync(Kind, Noon.AddSeconds(2), 10, ["a", "b", "unknown"], Stop));
        Assert.Empty(await index.DueAsync(Kind, Noon.AddSeconds(2), 0, [], Stop));
    }

    [Fact]
    public async Task Nothing_is_given_out_before_it_is_due()
    {
        DateTimeOffset due = Noon.AddTicks(1);
        await StoreAsync("a", due);
        Assert.Empty(await index.DueAsync(Kind, Noon, 10, [], Stop));
        Assert.True(await index.NextDueAsync(Kind, Stop) >= due);
        Assert.Equal(["a"], await index.DueAsync(Kind, Noon.AddMilliseconds(1), 10, [], Stop));
    }

    [Fact]
    public async Task Waiting_ends_when_due_work_is_stored()
    {
        var change = index.WaitForChangeAsync(Stop);
        await StoreAsync("idle", null);
        Assert.False(change.IsCompleted);
        await StoreAsync("busy", Noon);
        await change.WaitAsync(TimeSpan.FromSeconds(30), Stop);
        Assert.False(index.WaitForChangeAsync(Stop).IsCompleted);
    }

    [Fact]
    public async Task Many_grains_write_at_once()
    {
        await Task.WhenAll(Enumerable.Range(0, 500).Select(i => StoreAsync($"g{i}", i % 2 == 0 ? Noon : null)));
        Assert.Equal(250, await index.CountAsync(Kind, Stop));
    }

    private async Task StoreAsync(string key, DateTimeOffset? due)
    {
        var state = new GrainState<WorkState>();
        GrainId id = GrainId.Create("probe", key);
        await storage.ReadStateAsync(Kind, id, state);
        state.State!.DueAt = due;
        await storage.WriteStateAsync(Kind, id, state);
    }
}
