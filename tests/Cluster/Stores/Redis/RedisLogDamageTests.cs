using MediaAnalytics.Storage.EventLog;
using MediaAnalytics.Storage.EventLog.Redis;
using MediaAnalytics.Storage.Redis;
using Xunit;

namespace MediaAnalytics.Tests.Cluster.Stores.Redis;

/// <summary>A log that others have laid hands on, or that a failover has set back.</summary>
public sealed class RedisLogDamageTests(RedisFixture redis) : IClassFixture<RedisFixture>, IAsyncLifetime
{
    private readonly RedisSpace space = redis.Space();
    private RedisLogRig rig = null!;
    private IEventLog log = null!;
    private RedisConnection hands = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        rig = new(space);
        log = await rig.OpenAsync(2);
        hands = await space.ConnectAsync();
        await AppendAsync((0, 5), (1, 1));
    }

    public async ValueTask DisposeAsync()
    {
        await hands.DisposeAsync();
        await rig.DisposeAsync();
    }

    [Fact]
    public async Task An_entry_that_is_missing_in_the_middle_is_told()
    {
        await hands.Database.StreamDeleteAsync(space.Keys.LogEntries(0), ["3-0"]);
        var thrown = await Assert.ThrowsAsync<InvalidDataException>(() => log.ReadAsync(0, 0, 10, 1_000, Stop));
        Assert.Contains("offset 4 after 2", thrown.Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<InvalidDataException>(() => log.ReadAsync(0, 2, 10, 1_000, Stop));
        Assert.Equal(2, (await log.ReadAsync(0, 3, 10, 1_000, Stop)).Count);
    }

    [Fact]
    public async Task An_end_that_is_missing_stops_the_opening()
    {
        await hands.Database.StreamDeleteAsync(space.Keys.LogEntries(0), ["5-0"]);
        var thrown = await Assert.ThrowsAsync<InvalidDataException>(() => rig.OpenAsync(2));
        Assert.Contains("ends at offset 4, but its head is 5", thrown.Message, StringComparison.Ordinal);
        await hands.Database.HashDeleteAsync(space.Keys.LogHeads, 0);
        await Assert.ThrowsAsync<InvalidDataException>(() => rig.OpenAsync(2));
    }

    [Fact]
    public async Task A_log_that_was_set_back_takes_nothing_from_those_who_knew_more()
    {
        await hands.Database.StreamDeleteAsync(space.Keys.LogEntries(0), ["4-0", "5-0"]);
        await hands.Database.HashSetAsync(space.Keys.LogHeads, 0, 3);
        var thrown = await Assert.ThrowsAsync<EventLogUnavailableException>(() => AppendAsync((1, 1), (0, 1)));
        Assert.Contains("ended at offset 5 before and ends at 3 now", thrown.Message, StringComparison.Ordinal);
        Assert.False(thrown.MayBeAppended);
        await ((RedisEventLog)log).LostAsync.WaitAsync(Stop);
        await Assert.ThrowsAsync<InvalidDataException>(() => log.ReadAsync(1, 0, 10, 1_000, Stop));
        Assert.Equal(1, await hands.Database.StreamLengthAsync(space.Keys.LogEntries(1)));
    }

    [Fact]
    public async Task A_log_that_another_has_taken_the_place_of_gets_nothing_though_its_heads_fit()
    {
        await hands.Database.HashSetAsync(space.Keys.LogMeta, "generation", Guid.NewGuid().ToString("D"));
        await Assert.ThrowsAsync<EventLogUnavailableException>(() => AppendAsync((0, 1)));
        await ((RedisEventLog)log).LostAsync.WaitAsync(Stop);
        Assert.Equal(5, await hands.Database.StreamLengthAsync(space.Keys.LogEntries(0)));
    }

    [Fact]
    public async Task A_head_behind_its_entries_leaves_nothing_of_an_append_in_any_partition()
    {
        await hands.Database.StreamAddAsync(space.Keys.LogEntries(0), "e", "foreign", "9-0");
        await Assert.ThrowsAsync<EventLogUnavailableException>(() => AppendAsync((1, 2), (0, 1)));
        Assert.Equal(1, await hands.Database.StreamLengthAsync(space.Keys.LogEntries(1)));
        Assert.Equal(1, await log.RefreshHeadAsync(1, Stop));
    }

    [Fact]
    public async Task A_log_of_another_format_is_not_opened()
    {
        await hands.Database.HashSetAsync(space.Keys.LogMeta, "version", "2");
        Assert.Contains("format 2", (await Assert.ThrowsAsync<InvalidDataException>(() => rig.OpenAsync(2))).Message, StringComparison.Ordinal);
    }

    private Task AppendAsync(params (int Partition, int Count)[] appends) => log.AppendAsync(
        [.. appends.SelectMany(static a => Enumerable.Repeat(new LogAppend(a.Partition, "x"u8.ToArray()), a.Count))], Stop);
}
