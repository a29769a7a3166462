using System.Text;
using MediaAnalytics.Storage.EventLog;
using Xunit;

namespace MediaAnalytics.Tests.Cluster.Stores;

/// <summary>What every event log does.</summary>
public abstract class EventLogContract : IAsyncLifetime
{
    private readonly ILogRig rig;
    private IEventLog log = null!;

    private protected EventLogContract(ILogRig rig) => this.rig = rig;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => log = await rig.OpenAsync(4);

    public async ValueTask DisposeAsync()
    {
        await rig.CloseAsync(log);
        await rig.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Offsets_are_dense_per_partition_under_concurrent_appends()
    {
        await Task.WhenAll(Enumerable.Range(0, 400).Select(i => Task.Run(() => AppendAsync((i % 4, $"a{i}"), ((i + 1) % 4, $"b{i}"), (i % 4, $"c{i}")))));
        for (int k = 0; k < 4; k++)
        {
            var entries = await log.ReadAsync(k, 0, 10_000, int.MaxValue, Stop);
            Assert.Equal(Enumerable.Range(1, 300).Select(static n => (long)n), entries.Select(static e => e.Offset));
            Assert.Equal(300, log.Head(k));
            Assert.Equal(300, entries.Select(Text).Distinct().Count());
        }
    }

    [Fact]
    public async Task Survives_a_reopening_and_keeps_its_generation()
    {
        await AppendAsync((1, "x"), (1, "y"));
        var generation = log.Generation;
        await ReopenAsync();
        Assert.Equal(generation, log.Generation);
        Assert.Equal(2, log.Head(1));
        await AppendAsync((1, "z"));
        Assert.Equal(["x", "y", "z"], (await log.ReadAsync(1, 0, 10, 1000, Stop)).Select(Text));
    }

    [Fact]
    public async Task Offsets_do_not_recur_after_a_trim_of_everything()
    {
        await AppendAsync((2, "x"), (2, "y"));
        Assert.Equal(1, await log.TailAsync(2, Stop));
        await log.TrimAsync(2, 2, Stop);
        Assert.Equal(3, await log.TailAsync(2, Stop));
        await ReopenAsync();
        Assert.Equal(3, await log.TailAsync(2, Stop));
        await AppendAsync((2, "z"));
        Assert.Equal(new LogEntry(3, default).Offset, (await log.ReadAsync(2, 0, 10, 1000, Stop)).Single().Offset);
    }

    [Fact]
    public async Task A_trim_takes_what_is_behind_it_in_pieces()
    {
        await AppendAsync([.. Enumerable.Range(0, 5_000).Select(static i => (0, $"{i}"))]);
        await log.TrimAsync(0, 4_500, Stop);
        Assert.Equal(4_501, await log.TailAsync(0, Stop));
        Assert.Equal(500, (await log.ReadAsync(0, 0, 10_000, int.MaxValue, Stop)).Count);
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => log.TrimAsync(0, 5_001, Stop));
    }

    [Fact]
    public async Task A_read_keeps_to_both_limits_but_gives_at_least_one_entry()
    {
        await AppendAsync((0, new string('a', 100)), (0, new string('b', 100)), (0, new string('c', 100)));
        Assert.Equal(2, (await log.ReadAsync(0, 0, 2, 1000, Stop)).Count);
        Assert.Equal(2, (await log.ReadAsync(0, 0, 10, 200, Stop)).Count);
        Assert.Single(await log.ReadAsync(0, 0, 10, 1, Stop));
        Assert.Equal(3, (await log.ReadAsync(0, 2, 10, 1, Stop)).Single().Offset);
        Assert.Empty(await log.ReadAsync(0, 3, 10, 1000, Stop));
    }

    [Fact]
    public async Task Waiting_ends_when_the_head_passes()
    {
        await AppendAsync((3, "x"));
        await log.WaitForAppendAsync(3, 0, Stop);
        var second = log.WaitForAppendAsync(3, 1, Stop);
        var third = log.WaitForAppendAsync(3, 2, Stop);
        Assert.False(second.IsCompleted);
        await AppendAsync((3, "y"));
        await second;
        Assert.False(third.IsCompleted);
        await AppendAsync((3, "z"));
        await third;

        using var stop = new CancellationTokenSource();
        var never = log.WaitForAppendAsync(3, 3, stop.Token);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => never);
    }

    [Fact]
    public async Task Another_number_of_partitions_is_refused_by_name()
    {
        await rig.CloseAsync(log);
        var thrown = await Assert.ThrowsAsync<InvalidDataException>(() => rig.OpenAsync(8));
        log = await rig.OpenAsync(4);
        Assert.Contains("Partitions", thrown.Message, StringComparison.Ordinal);
        Assert.Contains("4", thrown.Message, StringComparison.Ordinal);
        Assert.Contains("8", thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_entry_beyond_the_limit_or_of_no_partition_is_refused()
    {
        await Assert.ThrowsAsync<ArgumentException>(() => log.AppendAsync([new LogAppend(0, new byte[LogLimits.EntryBytes + 1])], Stop));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => AppendAsync((4, "x")));
    }

    [Fact]
    public async Task A_lost_log_has_another_generation()
    {
        var before = log.Generation;
        await rig.CloseAsync(log);
        await rig.LoseAsync();
        log = await rig.OpenAsync(4);
        Assert.NotEqual(before, log.Generation);
        Assert.Equal(0, log.Head(0));
    }

    [Fact]
    public async Task An_append_may_have_thousands_of_entries_in_any_order_of_partitions()
    {
        await AppendAsync([.. Enumerable.Range(0, 20_000).Select(static i => (i % 3, $"{i}"))]);
        Assert.Equal([6_667, 6_667, 6_666, 0], Enumerable.Range(0, 4).Select(log.Head));
        var entries = await log.ReadAsync(1, 0, 10_000, int.MaxValue, Stop);
        Assert.Equal(Enumerable.Range(0, 6_667).Select(static i => $"{(3 * i) + 1}"), entries.Select(Text));
    }

    [Fact]
    public async Task Large_entries_are_read_one_by_one_where_the_limit_says_so()
    {
        const int Megabyte = 1024 * 1024;
        await log.AppendAsync([.. Enumerable.Range(0, 4).Select(static _ => new LogAppend(2, new byte[5 * Megabyte]))], Stop);
        await log.AppendAsync([new LogAppend(2, new byte[LogLimits.EntryBytes]), new LogAppend(2, "z"u8.ToArray())], Stop);
        Assert.Single(await log.ReadAsync(2, 0, 10, Megabyte, Stop));
        Assert.Single(await log.ReadAsync(2, 0, 10, (10 * Megabyte) - 1, Stop));
        Assert.Equal(2, (await log.ReadAsync(2, 0, 10, 10 * Megabyte, Stop)).Count);
        Assert.Equal(3, (await log.ReadAsync(2, 1, 3, 100 * Megabyte, Stop)).Count);
        Assert.Equal(6, (await log.ReadAsync(2, 0, 10, 100 * Megabyte, Stop)).Count);
        Assert.Equal(LogLimits.EntryBytes, (await log.ReadAsync(2, 4, 10, Megabyte, Stop)).Single().Payload.Length);
    }

    [Fact]
    public async Task The_store_itself_knows_the_head()
    {
        await AppendAsync((0, "x"), (1, "y"), (0, "z"));
        long[] heads = await Task.WhenAll(Enumerable.Range(0, 4).Select(k => log.RefreshHeadAsync(k, Stop)));
        Assert.Equal([2, 1, 0, 0], heads);
    }

    private static string Text(LogEntry entry) => Encoding.UTF8.GetString(entry.Payload.Span);

    private async Task ReopenAsync()
    {
        await rig.CloseAsync(log);
        log = await rig.OpenAsync(4);
    }

    private Task AppendAsync(params (int Partition, string Text)[] entries) =>
        log.AppendAsync([.. entries.Select(static e => new LogAppend(e.Partition, Encoding.UTF8.GetBytes(e.Text)))], Stop);
}
