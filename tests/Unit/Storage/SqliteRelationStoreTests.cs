using MediaAnalytics.Storage.Relations;
using MediaAnalytics.Storage.Sqlite;
using Xunit;

namespace MediaAnalytics.Tests.Unit.Storage;

public sealed class SqliteRelationStoreTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly StateDatabase _database;
    private readonly SqliteRelationStore _store;

    public SqliteRelationStoreTests()
    {
        _database = StateDatabase.Open(_folder.Path);
        _store = new(_database);
    }

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _database.Dispose();
        _folder.Dispose();
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
        Assert.Equal(0, await _store.CountAsync("creator", "c", Stop));
        await PutAsync("m1", 6, [6]);
        Assert.Equal(1, await _store.CountAsync("creator", "c", Stop));
    }

    [Fact]
    public async Task Pages_follow_one_another_in_order()
    {
        string[] children = ["Z", "a", "b", "愛", "B", "10", "9"];
        foreach (string child in children)
        {
            await PutAsync(child, 1, [1]);
        }

        await _store.PutAsync("creator", "other", "x", 1, [1], Stop);
        await _store.PutAsync("track", "c", "x", 1, [1], Stop);
        var pages = new List<string>();
        while (await ListAsync(pages.LastOrDefault(), 3) is { Count: > 0 } page)
        {
            pages.AddRange(page.Select(static r => r.Child));
        }

        Assert.Equal(children.Order(StringComparer.Ordinal), pages);
        Assert.Equal(children.Length, await _store.CountAsync("creator", "c", Stop));
    }

    private Task PutAsync(string child, long version, byte[]? payload) => _store.PutAsync("creator", "c", child, version, payload, Stop);

    private Task<IReadOnlyList<Relation>> ListAsync(string? after = null, int limit = 100) => _store.ListAsync("creator", "c", after, limit, Stop);
}
