using MediaAnalytics.Storage.GrainState;
using MediaAnalytics.Storage.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Serialization;
using Orleans.Storage;
using Xunit;

namespace MediaAnalytics.Tests.Unit.Storage;

public sealed class SqliteGrainStorageTests : IDisposable
{
    private const string Kind = "work";

    private static readonly DateTimeOffset Noon = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);

    private readonly TempFolder _folder = new();
    private readonly WorkSignal _signal = new();
    private readonly ServiceProvider _services = new ServiceCollection().AddSerializer().BuildServiceProvider();
    private readonly StateDatabase _database;
    private readonly SqliteGrainStorage _storage;
    private readonly SqliteWorkIndex _index;

    public SqliteGrainStorageTests()
    {
        _database = StateDatabase.Open(_folder.Path);
        _storage = ActivatorUtilities.CreateInstance<SqliteGrainStorage>(
            _services, _database, ActivatorUtilities.CreateInstance<OrleansGrainStorageSerializer>(_services), _signal);
        _index = new(_database, _signal);
    }

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _database.Dispose();
        _services.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task A_state_comes_back_with_its_etag()
    {
        var fresh = await ReadAsync("a");
        Assert.False(fresh.RecordExists);
        Assert.Null(fresh.ETag);
        Assert.Equal(string.Empty, fresh.State!.Text);

        fresh.State!.Text = "hello 愛";
        await _storage.WriteStateAsync(Kind, Id("a"), fresh);
        fresh.State!.Text = "again";
        await _storage.WriteStateAsync(Kind, Id("a"), fresh);
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
        await _storage.WriteStateAsync(Kind, Id("a"), first);
        await Assert.ThrowsAsync<InconsistentStateException>(() => _storage.WriteStateAsync(Kind, Id("a"), second));
        second = await ReadAsync("a");
        await _storage.WriteStateAsync(Kind, Id("a"), second);
        await Assert.ThrowsAsync<InconsistentStateException>(() => _storage.WriteStateAsync(Kind, Id("a"), first));
        await Assert.ThrowsAsync<InconsistentStateException>(() => _storage.ClearStateAsync(Kind, Id("a"), first));
    }

    [Fact]
    public async Task A_cleared_state_is_gone_and_its_etag_never_recurs()
    {
        var state = await ReadAsync("a");
        state.State!.DueAt = Noon;
        await _storage.WriteStateAsync(Kind, Id("a"), state);
        var stale = await ReadAsync("a");
        await _storage.ClearStateAsync(Kind, Id("a"), state);
        Assert.False(state.RecordExists);
        Assert.False((await ReadAsync("a")).RecordExists);
        Assert.Equal(0, await _index.CountAsync(Kind, Stop));

        await _storage.WriteStateAsync(Kind, Id("a"), state);
        Assert.True((await ReadAsync("a")).RecordExists);
        await Assert.ThrowsAsync<InconsistentStateException>(() => _storage.WriteStateAsync(Kind, Id("a"), stale));
    }

    [Fact]
    public async Task Types_and_names_do_not_share_rows()
    {
        var state = await ReadAsync("a");
        state.State!.Text = "mine";
        await _storage.WriteStateAsync(Kind, Id("a"), state);
        var other = new GrainState<WorkState>();
        await _storage.ReadStateAsync(Kind, GrainId.Create("othertype", "a"), other);
        Assert.False(other.RecordExists);
        await _storage.ReadStateAsync("othername", Id("a"), other);
        Assert.False(other.RecordExists);
    }

    [Fact]
    public async Task Due_work_is_listed_oldest_first_and_leaves_when_it_is_done()
    {
        await StoreAsync("late", Noon.AddHours(2));
        await StoreAsync("second", Noon.AddMinutes(-1));
        await StoreAsync("first", Noon.AddDays(-1));
        await StoreAsync("idle", null);
        Assert.Equal(["first", "second"], await _index.DueAsync(Kind, Noon, 10, Stop));
        Assert.Equal(["first"], await _index.DueAsync(Kind, Noon, 1, Stop));
        Assert.Equal(3, await _index.CountAsync(Kind, Stop));
        Assert.Equal(Noon.AddDays(-1), await _index.NextDueAsync(Kind, Stop));
        Assert.Null(await _index.NextDueAsync("none", Stop));

        await StoreAsync("first", null);
        Assert.Equal(["second"], await _index.DueAsync(Kind, Noon, 10, Stop));
    }

    [Fact]
    public async Task Waiting_ends_when_due_work_is_stored()
    {
        var change = _index.WaitForChangeAsync(Stop);
        await StoreAsync("idle", null);
        Assert.False(change.IsCompleted);
        await StoreAsync("busy", Noon);
        await change.WaitAsync(TimeSpan.FromSeconds(30), Stop);
        Assert.False(_index.WaitForChangeAsync(Stop).IsCompleted);
    }

    [Fact]
    public async Task Many_grains_write_at_once()
    {
        await Task.WhenAll(Enumerable.Range(0, 500).Select(i => StoreAsync($"g{i}", i % 2 == 0 ? Noon : null)));
        Assert.Equal(250, await _index.CountAsync(Kind, Stop));
    }

    private static GrainId Id(string key) => GrainId.Create("probe", key);

    private async Task<GrainState<WorkState>> ReadAsync(string key)
    {
        var state = new GrainState<WorkState>();
        await _storage.ReadStateAsync(Kind, Id(key), state);
        return state;
    }

    private async Task StoreAsync(string key, DateTimeOffset? due)
    {
        var state = await ReadAsync(key);
        state.State!.DueAt = due;
        await _storage.WriteStateAsync(Kind, Id(key), state);
    }
}
