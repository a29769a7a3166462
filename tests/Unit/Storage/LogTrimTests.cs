using MediaAnalytics.Storage.EventLog;
using MediaAnalytics.Storage.EventLog.Streaming;
using MediaAnalytics.Storage.Manifests;
using MediaAnalytics.Storage.Sqlite;
using Orleans.Streams;
using Xunit;

namespace MediaAnalytics.Tests.Unit.Storage;

public sealed class LogTrimTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly StateDatabase _state;
    private SqliteEventLog _log;

    public LogTrimTests()
    {
        _log = SqliteEventLog.Open(_folder.Path, 1);
        _state = StateDatabase.Open(_folder.Path);
    }

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _log.Dispose();
        _state.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task Trims_and_appends_at_once_lose_nothing_that_is_ahead_of_the_trim()
    {
        await AppendAsync(10_000);
        long appendedDuringTrim = 0;
        var trim = _log.TrimAsync(0, 10_000, Stop);
        while (!trim.IsCompleted)
        {
            await AppendAsync(1);
            appendedDuringTrim++;
        }

        await trim;
        long head = _log.Head(0);
        Assert.Equal(10_000 + appendedDuringTrim, head);
        Assert.True(appendedDuringTrim > 2, $"only {appendedDuringTrim} appends went through during a trim of five pieces");
        var kept = await _log.ReadAsync(0, 0, int.MaxValue, int.MaxValue, Stop);
        Assert.Equal(Enumerable.Range(10_001, (int)appendedDuringTrim).Select(static n => (long)n), kept.Select(static e => e.Offset));
    }

    [Fact]
    public async Task A_log_trimmed_whole_keeps_its_head_through_a_reopening()
    {
        await AppendAsync(5);
        await _log.TrimAsync(0, 5, Stop);
        _log.Dispose();
        _log = SqliteEventLog.Open(_folder.Path, 1);
        Assert.Equal(5, _log.Head(0));
        Assert.Empty(await _log.ReadAsync(0, 0, 10, 1000, Stop));
        await AppendAsync(1);
        Assert.Equal(6, (await _log.ReadAsync(0, 0, 10, 1000, Stop)).Single().Offset);
    }

    [Fact]
    public async Task A_trim_beyond_the_head_takes_nothing()
    {
        await AppendAsync(5);
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => _log.TrimAsync(0, 6, Stop));
        Assert.Equal(5, (await _log.ReadAsync(0, 0, 10, int.MaxValue, Stop)).Count);
    }

    [Fact]
    public async Task A_receiver_that_is_behind_the_trim_goes_on_after_it()
    {
        await AppendAsync(600);
        var receiver = new LogReceiver(0, _log, new SqliteManifestStore(_state));
        Assert.Equal((0, 256), Span(Assert.Single(await receiver.GetQueueMessagesAsync(1, Stop))));
        await _log.TrimAsync(0, 500, Stop);
        Assert.Equal((500, 100), Span(Assert.Single(await receiver.GetQueueMessagesAsync(10, Stop))));
    }

    [Fact]
    public async Task A_receiver_waits_where_all_it_wanted_was_trimmed()
    {
        await AppendAsync(600);
        var receiver = new LogReceiver(0, _log, new SqliteManifestStore(_state));
        Assert.Single(await receiver.GetQueueMessagesAsync(1, Stop));
        await _log.TrimAsync(0, 600, Stop);
        Assert.Empty(await receiver.GetQueueMessagesAsync(10, Stop));

        var waiting = receiver.GetQueueMessagesAsync(10, Stop);
        Assert.False(waiting.IsCompleted, "the receiver returned at once, and so its agent would ask without end");
        await AppendAsync(1);
        Assert.Equal((600, 1), Span(Assert.Single(await waiting)));
    }

    private static (long After, int Entries) Span(IBatchContainer batch)
    {
        var delivery = batch.GetEvents<LogDelivery>().Single().Item1;
        return (delivery.After, delivery.Entries.Length);
    }

    private Task AppendAsync(int entries) => _log.AppendAsync([.. Enumerable.Range(0, entries).Select(static _ => new LogAppend(0, new byte[50]))], Stop);
}
