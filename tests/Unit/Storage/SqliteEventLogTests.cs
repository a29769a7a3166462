using System.Text;
using MediaAnalytics.Storage.EventLog;
using Xunit;

namespace MediaAnalytics.Tests.Unit.Storage;

public sealed class SqliteEventLogTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private SqliteEventLog _log;

    public SqliteEventLogTests() => _log = SqliteEventLog.Open(_folder.Path, 4);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _log.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task Offsets_are_dense_per_partition_under_concurrent_appends()
    {
        await Task.WhenAll(Enumerable.Range(0, 400).Select(i => Task.Run(() => AppendAsync((i % 4, $"a{i}"), ((i + 1) % 4, $"b{i}"), (i % 4, $"c{i}")))));
        for (int k = 0; k < 4; k++)
        {
            var entries = await _log.ReadAsync(k, 0, 10_000, int.MaxValue, Stop);
            Assert.Equal(Enumerable.Range(1, 300).Select(static n => (long)n), entries.Select(static e => e.Offset));
            Assert.Equal(300, _log.Head(k));
            Assert.Equal(300, entries.Select(Text).Distinct().Count());
        }
    }

    [Fact]
    public async Task Survives_a_reopening_and_keeps_its_generation()
    {
        await AppendAsync((1, "x"), (1, "y"));
        var generation = _log.Generation;
        Reopen(4);
        Assert.Equal(generation, _log.Generation);
        Assert.Equal(2, _log.Head(1));
        await AppendAsync((1, "z"));
        Assert.Equal(["x", "y", "z"], (await _log.ReadAsync(1, 0, 10, 1000, Stop)).Select(Text));
    }

    [Fact]
    public async Task Offsets_do_not_recur_after_a_trim_of_everything()
    {
        await AppendAsync((2, "x"), (2, "y"));
        Assert.Equal(1, await _log.TailAsync(2, Stop));
        await _log.TrimAsync(2, 2, Stop);
        Assert.Equal(3, await _log.TailAsync(2, Stop));
        Reopen(4);
        Assert.Equal(3, await _log.TailAsync(2, Stop));
        await AppendAsync((2, "z"));
        Assert.Equal(new LogEntry(3, default).Offset, (await _log.ReadAsync(2, 0, 10, 1000, Stop)).Single().Offset);
    }

    [Fact]
    public async Task A_trim_takes_what_is_behind_it_in_pieces()
    {
        await AppendAsync([.. Enumerable.Range(0, 5_000).Select(static i => (0, $"{i}"))]);
        await _log.TrimAsync(0, 4_500, Stop);
        Assert.Equal(4_501, await _log.TailAsync(0, Stop));
        Assert.Equal(500, (await _log.ReadAsync(0, 0, 10_000, int.MaxValue, Stop)).Count);
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => _log.TrimAsync(0, 5_001, Stop));
    }

    [Fact]
    public async Task A_read_keeps_to_both_limits_but_gives_at_least_one_entry()
    {
        await AppendAsync((0, new string('a', 100)), (0, new string('b', 100)), (0, new string('c', 100)));
        Assert.Equal(2, (await _log.ReadAsync(0, 0, 2, 1000, Stop)).Count);
        Assert.Equal(2, (await _log.ReadAsync(0, 0, 10, 200, Stop)).Count);
        Assert.Single(await _log.ReadAsync(0, 0, 10, 1, Stop));
        Assert.Equal(3, (await _log.ReadAsync(0, 2, 10, 1, Stop)).Single().Offset);
        Assert.Empty(await _log.ReadAsync(0, 3, 10, 1000, Stop));
    }

    [Fact]
    public async Task Waiting_ends_when_the_head_passes()
    {
        await AppendAsync((3, "x"));
        await _log.WaitForAppendAsync(3, 0, Stop);
        var second = _log.WaitForAppendAsync(3, 1, Stop);
        var third = _log.WaitForAppendAsync(3, 2, Stop);
        Assert.False(second.IsCompleted);
        await AppendAsync((3, "y"));
        await second;
        Assert.False(third.IsCompleted);
        await AppendAsync((3, "z"));
        await third;

        using var stop = new CancellationTokenSource();
        var never = _log.WaitForAppendAsync(3, 3, stop.Token);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => never);
    }

    [Fact]
    public void Another_number_of_partitions_is_refused_by_name()
    {
        _log.Dispose();
        var thrown = Assert.Throws<InvalidDataException>(() => SqliteEventLog.Open(_folder.Path, 8));
        Assert.Contains("Partitions", thrown.Message, StringComparison.Ordinal);
        Assert.Contains("4", thrown.Message, StringComparison.Ordinal);
        Assert.Contains("8", thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_failed_commit_leaves_nothing_and_the_next_append_goes_on()
    {
        await AppendAsync((0, "x"));
        await _log.Writer.RunAsync(static s => s.Execute("PRAGMA max_page_count = 30"), null, Stop);
        var entries = new[] { new LogAppend(0, "y"u8.ToArray()), new LogAppend(1, new byte[500_000]) };
        await Assert.ThrowsAsync<EventLogUnavailableException>(() => _log.AppendAsync(entries, Stop));
        Assert.Equal(1, _log.Head(0));
        Assert.Equal(0, _log.Head(1));

        await _log.Writer.RunAsync(static s => s.Execute("PRAGMA max_page_count = 1000000"), null, Stop);
        await _log.AppendAsync(entries, Stop);
        Assert.Equal(["x", "y"], (await _log.ReadAsync(0, 0, 10, 1000, Stop)).Select(Text));
        Assert.Equal(500_000, (await _log.ReadAsync(1, 0, 10, 1000, Stop)).Single().Payload.Length);
    }

    [Fact]
    public async Task An_entry_beyond_the_limit_or_of_no_partition_is_refused()
    {
        await Assert.ThrowsAsync<ArgumentException>(() => _log.AppendAsync([new LogAppend(0, new byte[LogLimits.EntryBytes + 1])], Stop));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => AppendAsync((4, "x")));
    }

    [Fact]
    public void A_lost_log_has_another_generation()
    {
        var before = _log.Generation;
        _log.Dispose();
        foreach (string file in Directory.GetFiles(_folder.Path, SqliteEventLog.FileName + "*"))
        {
            File.Delete(file);
        }

        _log = SqliteEventLog.Open(_folder.Path, 4);
        Assert.NotEqual(before, _log.Generation);
    }

    private static string Text(LogEntry entry) => Encoding.UTF8.GetString(entry.Payload.Span);

    private void Reopen(int partitions)
    {
        _log.Dispose();
        _log = SqliteEventLog.Open(_folder.Path, partitions);
    }

    private Task AppendAsync(params (int Partition, string Text)[] entries) =>
        _log.AppendAsync([.. entries.Select(static e => new LogAppend(e.Partition, Encoding.UTF8.GetBytes(e.Text)))], Stop);
}
