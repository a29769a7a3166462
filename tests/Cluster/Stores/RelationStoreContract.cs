using MediaAnalytics.Storage.Relations;
using Xunit;

namespace MediaAnalytics.Tests.Cluster.Stores;

/// <summary>What every store of relations does.</summary>
public abstract class RelationStoreContract : IAsyncLifetime
{
    private readonly IStateRig rig;
    private IRelationStore store = null!;

    private protected RelationStoreContract(IStateRig rig) => this.rig = rig;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await rig.OpenAsync();
        store = rig.Relations;
    }

    public async ValueTask DisposeAsync()
    {
        await rig.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task The_highest_version_stands_whatever_the_order()
    {
        await PutAsync("m1", 2, [2]);
        await PutAsync("m1", 1, [1]);
        await PutAsync("m1", 2, [9]);
        Assert.Equal([2], (await ListAsync()).Single().Payload);
        await PutAsync("m1", 3, [3]);
        Assert.Equal([3], (await ListAsync()).Single().Payload);
    }

    [Fact]
    public async Task A_removed_row_stays_removed_for_older_links()
    {
        await PutAsync("m1", 5, null);
        await PutAsync("m1", 4, [4]);
        Assert.Empty(await ListAsync());
        Assert.Equal(0, await store.CountAsync("creator", "c", Stop));
        await PutAsync("m1", 6, [6]);
        Assert.Equal(1, await store.CountAsync("creator", "c", Stop));
    }

    [Fact]
    public async Task Pages_follow_one_another_in_order()
    {
        string[] children = ["Z", "a", "b", "愛", "B", "10", "9"];
        foreach (string child in children)
        {
            await PutAsync(child, 1, [1]);
        }

        await store.PutAsync("creator", "other", "x", 1, [1], Stop);
        await store.PutAsync("track", "c", "x", 1, [1], Stop);
        var pages = new List<string>();
        while (await ListAsync(pages.LastOrDefault(), 3) is { Count: > 0 } page)
        {
            pages.AddRange(page.Select(static r => r.Child));
        }

        Assert.Equal(children.Order(StringComparer.Ordinal), pages);
        Assert.Equal(children.Length, await store.CountAsync("creator", "c", Stop));
    }

    [Fact]
    public async Task Versions_are_exact_and_payloads_may_be_empty()
    {
        await PutAsync("m1", long.MaxValue - 1, []);
        await PutAsync("m1", long.MaxValue - 2, [2]);
        Relation row = (await ListAsync()).Single();
        Assert.Equal((long.MaxValue - 1, 0), (row.Version, row.Payload.Length));
        await PutAsync("m1", long.MaxValue, null);
        Assert.Empty(await ListAsync());

        await PutAsync("m2", 9, [9]);
        await PutAsync("m2", 10, [10]);
        Assert.Equal([10], (await ListAsync()).Single().Payload);
    }

    private Task PutAsync(string child, long version, byte[]? payload) => store.PutAsync("creator", "c", child, version, payload, Stop);

    private Task<IReadOnlyList<Relation>> ListAsync(string? after = null, int limit = 100) => store.ListAsync("creator", "c", after, limit, Stop);
}
