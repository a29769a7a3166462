using MediaAnalytics.Storage.GrainState;
using Xunit;

namespace MediaAnalytics.Tests.Cluster.Stores.Redis;

/// <summary>Two processes that share one index of unfinished work.</summary>
public sealed class RedisClaimTests(RedisFixture redis) : IClassFixture<RedisFixture>, IAsyncLifetime
{
    private const string Kind = "work";

    private static readonly DateTimeOffset Noon = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);

    private readonly RedisSpace space = redis.Space();
    private RedisStateRig one = null!;
    private RedisStateRig other = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        (one, other) = (new(space), new(space));
        await one.OpenAsync();
        await other.OpenAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await one.DisposeAsync();
        await other.DisposeAsync();
    }

    [Fact]
    public async Task What_one_was_given_the_other_is_not()
    {
        await Task.WhenAll(Enumerable.Range(0, 100).Select(n => StoreAsync(one, $"{n:00}", Noon)));
        IReadOnlyList<string>[] given = await Task.WhenAll(
            Enumerable.Range(0, 20).Select(n => (n % 2 == 0 ? one : other).Index.DueAsync(Kind, Noon, 5, [], Stop)));
        Assert.Equal(100, given.SelectMany(keys => keys).Distinct().Count());
        Assert.Empty(await other.Index.DueAsync(Kind, Noon, 100, [], Stop));
        Assert.Equal(100, await other.Index.CountAsync(Kind, Stop));
        Assert.Equal(Noon + IWorkIndex.Claim, await other.Index.NextDueAsync(Kind, Stop));
    }

    [Fact]
    public async Task Who_goes_on_asking_keeps_its_work_and_who_died_loses_it()
    {
        await StoreAsync(one, "a", Noon);
        await StoreAsync(one, "b", Noon);
        Assert.Equal(["a", "b"], await one.Index.DueAsync(Kind, Noon, 5, [], Stop));

        // It asks for "a" alone, so "b" is as good as left.
        Assert.Empty(await one.Index.DueAsync(Kind, Noon.AddSeconds(10), 0, ["a"], Stop));
        Assert.Equal(["b"], await other.Index.DueAsync(Kind, Noon.AddSeconds(20), 5, [], Stop));
        Assert.Equal(["a"], await other.Index.DueAsync(Kind, Noon.AddSeconds(25), 5, [], Stop));
    }

    [Fact]
    public async Task Work_that_was_put_off_falls_due_when_it_says_though_it_was_claimed()
    {
        await StoreAsync(one, "a", Noon);
        Assert.Equal(["a"], await one.Index.DueAsync(Kind, Noon, 5, [], Stop));
        await StoreAsync(one, "a", Noon.AddSeconds(3));
        Assert.Empty(await one.Index.DueAsync(Kind, Noon.AddSeconds(1), 5, ["a"], Stop));
        Assert.Equal(Noon.AddSeconds(3), await other.Index.NextDueAsync(Kind, Stop));
        Assert.Equal(["a"], await other.Index.DueAsync(Kind, Noon.AddSeconds(3), 5, [], Stop));
    }

    [Fact]
    public async Task Work_stored_by_one_wakes_the_other()
    {
        Task change = other.Index.WaitForChangeAsync(Stop);
        await StoreAsync(one, "a", Noon);
        await change.WaitAsync(TimeSpan.FromSeconds(30), Stop);
    }

    private static async Task StoreAsync(RedisStateRig rig, string key, DateTimeOffset? due)
    {
        var state = new GrainState<WorkState>();
        GrainId id = GrainId.Create("probe", key);
        await rig.Storage.ReadStateAsync(Kind, id, state);
        state.State!.DueAt = due;
        await rig.Storage.WriteStateAsync(Kind, id, state);
    }
}
