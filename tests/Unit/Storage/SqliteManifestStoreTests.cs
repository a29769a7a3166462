using MediaAnalytics.Storage.Manifests;
using MediaAnalytics.Storage.Sqlite;
using Xunit;

namespace MediaAnalytics.Tests.Unit.Storage;

public sealed class SqliteManifestStoreTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly StateDatabase _database;
    private readonly SqliteManifestStore _store;

    public SqliteManifestStoreTests()
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
    public async Task A_manifest_is_replaced_by_who_saw_the_last_one()
    {
        Assert.Null(await _store.ReadAsync(3, Stop));
        var first = Next(1, epoch: 1, offset: 10) with { Snapshot = "snapshots/3/1-10" };
        Assert.True(await _store.TryReplaceAsync(3, 0, first, Stop));
        Assert.Equal(first, await _store.ReadAsync(3, Stop));
        Assert.False(await _store.TryReplaceAsync(3, 0, first, Stop));

        var second = Next(2, epoch: 2, offset: 20);
        Assert.True(await _store.TryReplaceAsync(3, 1, second, Stop));
        Assert.False(await _store.TryReplaceAsync(3, 1, Next(2, epoch: 1, offset: 15), Stop));
        Assert.Equal(second, await _store.ReadAsync(3, Stop));
        Assert.Null(await _store.ReadAsync(2, Stop));
    }

    [Fact]
    public async Task One_of_many_rivals_wins()
    {
        bool[] won = await Task.WhenAll(Enumerable.Range(0, 50).Select(i => _store.TryReplaceAsync(0, 0, Next(1, i, i), Stop)));
        Assert.Single(won, static w => w);
    }

    [Fact]
    public Task A_revision_that_does_not_follow_is_a_mistake() =>
        Assert.ThrowsAsync<ArgumentException>(() => _store.TryReplaceAsync(0, 4, Next(4, 1, 1), Stop));

    private static Manifest Next(long revision, long epoch, long offset) => new()
    {
        Revision = revision,
        Epoch = epoch,
        LogGeneration = new Guid("00112233-4455-6677-8899-aabbccddeeff"),
        Offset = offset,
        WrittenAt = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero).AddTicks(7),
    };
}
