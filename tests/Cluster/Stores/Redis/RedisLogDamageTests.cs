using MediaAnalytics.Storage.EventLog;
using MediaAnalytics.Storage.EventLog.Redis;
using Xunit;

namespace MediaAnalytics.Tests.Cluster.Stores.Redis;

/// <summary>A log that others have laid hands on, or that a failover has set back.</summary>
public sealed class RedisLogDamageTests(RedisFixture redis) : RedisLogTests(redis)
{
    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        await AppendAsync((0, 5), (1, 1));
    }

    [Fact]
    public async Task An_entry_that_is_missing_in_the_middle_is_told()
    {
        await Hands.Database.StreamDeleteAsync(Space.Keys.LogEntries(0), ["3-0"]);
        var thrown = await Assert.ThrowsAsync<InvalidDataException>(() => Log.ReadAsync(0, 0, 10, 1_000, Stop));
        Assert.Contains("offset 4 after 2", thrown.Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<InvalidDataException>(() => Log.ReadAsync(0, 2, 10, 1_000, Stop));
        Assert.Equal(2, (await Log.ReadAsync(0, 3, 10, 1_000, Stop)).Count);
    }

    [Fact]
    public async Task An_end_that_is_missing_stops_the_opening()
    {
        await Hands.Database.StreamDeleteAsync(Space.Keys.LogEntries(0), ["5-0"]);
        var thrown = await Assert.ThrowsAsync<InvalidDataException>(() => Rig.OpenAsync(2));
        Assert.Contains("ends at offset 4, but its head is 5", thrown.Message, StringComparison.Ordinal);
        await Hands.Database.HashDeleteAsync(Space.Keys.LogHeads, 0);
        await Assert.ThrowsAsync<InvalidDataException>(() => Rig.OpenAsync(2));
    }

    [Fact]
    public async Task A_log_that_was_set_back_takes_nothing_from_those_who_knew_more()
    {
        await Hands.Database.StreamDeleteAsync(Space.Keys.LogEntries(0), ["4-0", "5-0"]);
        await Hands.Database.HashSetAsync(Space.Keys.LogHeads, 0, 3);
        var thrown = await Assert.ThrowsAsync<EventLogUnavailableException>(() => AppendAsync((1, 1), (0, 1)));
        Assert.Contains("ended at offset 5 before and ends at 3 now", thrown.Message, StringComparison.Ordinal);
        Assert.False(thrown.MayBeAppended);
        await ((RedisEventLog)Log).LostAsync.WaitAsync(Stop);
        await Assert.ThrowsAsync<InvalidDataException>(() => Log.ReadAsync(1, 0, 10, 1_000, Stop));
        Assert.Equal(1, await Hands.Database.StreamLengthAsync(Space.Keys.LogEntries(1)));
    }

    [Fact]
    public async Task A_log_that_another_has_taken_the_place_of_gets_nothing_though_its_heads_fit()
    {
        await Hands.Database.HashSetAsync(Space.Keys.LogMeta, "generation", Guid.NewGuid().ToString("D"));
        await Assert.ThrowsAsync<EventLogUnavailableException>(() => AppendAsync((0, 1)));
        await ((RedisEventLog)Log).LostAsync.WaitAsync(Stop);
        Assert.Equal(5, await Hands.Database.StreamLengthAsync(Space.Keys.LogEntries(0)));
    }

    [Fact]
    public async Task A_head_behind_its_entries_leaves_nothing_of_an_append_in_any_partition()
    {
        await Hands.Database.StreamAddAsync(Space.Keys.LogEntries(0), "e", "foreign", "9-0");
        await Assert.ThrowsAsync<EventLogUnavailableException>(() => AppendAsync((1, 2), (0, 1)));
        Assert.Equal(1, await Hands.Database.StreamLengthAsync(Space.Keys.LogEntries(1)));
        Assert.Equal(1, await Log.RefreshHeadAsync(1, Stop));
    }

    [Fact]
    public async Task A_log_of_another_format_is_not_opened()
    {
        await Hands.Database.HashSetAsync(Space.Keys.LogMeta, "version", "2");
        Assert.Contains("format 2", (await Assert.ThrowsAsync<InvalidDataException>(() => Rig.OpenAsync(2))).Message, StringComparison.Ordinal);
    }

    private Task AppendAsync(params (int Partition, int Count)[] appends) => Log.AppendAsync(
        [.. appends.SelectMany(static a => Enumerable.Repeat(new LogAppend(a.Partition, "x"u8.ToArray()), a.Count))], Stop);
}
