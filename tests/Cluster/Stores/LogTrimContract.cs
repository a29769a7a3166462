using MediaAnalytics.Storage.EventLog;
using MediaAnalytics.Storage.EventLog.Streaming;
using MediaAnalytics.Storage.Manifests;
using MediaAnalytics.Storage.Sqlite;
using MediaAnalytics.Tests.Processes;
using Orleans.Streams;
using Xunit;

namespace MediaAnalytics.Tests.Cluster.Stores;

/// <summary>What every event log does when it is trimmed, and its receivers with it.</summary>
public abstract class LogTrimContract : IAsyncLifetime
{
    private readonly ILogRig rig;
    private readonly TemporaryFolder folder = new();
    private readonly StateDatabase state;
    private IEventLog log = null!;

    private protected LogTrimContract(ILogRig rig)
    {
        this.rig = rig;
        state = StateDatabase.Open(folder.Path);
    }

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => log = await rig.OpenAsync(1);

    public async ValueTask DisposeAsync()
    {
        await rig.CloseAsync(log);
        await rig.DisposeAsync();
        state.Dispose();
        folder.Dispose();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Trims_and_appends_at_once_lose_nothing_that_is_ahead_of_the_trim()
    {
        await AppendAsync(10_000);
        long appendedDuringTrim = 0;
        var trim = log.TrimAsync(0, 10_000, Stop);
        while (!trim.IsCompleted)
        {
            await AppendAsync(1);
            appendedDuringTrim++;
        }

        await trim;
        long head = log.Head(0);
        Assert.Equal(10_000 + appendedDuringTrim, head);
        Assert.True(appendedDuringTrim > 2, $"only {appendedDuringTrim} appends went through during a trim of five pieces");
        var kept = await log.ReadAsync(0, 0, int.MaxValue, int.MaxValue, Stop);
        Assert.Equal(Enumerable.Range(10_001, (int)appendedDuringTrim).Select(static n => (long)n), kept.Select(static e => e.Offset));
    }

    [Fact]
    public async Task A_log_trimmed_whole_keeps_its_head_through_a_reopening()
    {
        await AppendAsync(5);
        await log.TrimAsync(0, 5, Stop);
        await rig.CloseAsync(log);
        log = await rig.OpenAsync(1);
        Assert.Equal(5, log.Head(0));
        Assert.Empty(await log.ReadAsync(0, 0, 10, 1000, Stop));
        await AppendAsync(1);
        Assert.Equal(6, (await log.ReadAsync(0, 0, 10, 1000, Stop)).Single().Offset);
    }

    [Fact]
    public async Task A_trim_beyond_the_head_takes_nothing()
    {
        await AppendAsync(5);
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => log.TrimAsync(0, 6, Stop));
        Assert.Equal(5, (await log.ReadAsync(0, 0, 10, int.MaxValue, Stop)).Count);
    }

    [Fact]
    public async Task A_receiver_that_is_behind_the_trim_goes_on_after_it()
    {
        await AppendAsync(600);
        var receiver = new LogReceiver(0, log, new SqliteManifestStore(state));
        Assert.Equal((0, 256), Span(Assert.Single(await receiver.GetQueueMessagesAsync(1, Stop))));
        await log.TrimAsync(0, 500, Stop);
        Assert.Equal((500, 100), Span(Assert.Single(await receiver.GetQueueMessagesAsync(10, Stop))));
    }

    [Fact]
    public async Task A_receiver_waits_where_all_it_wanted_was_trimmed()
    {
        await AppendAsync(600);
        var receiver = new LogReceiver(0, log, new SqliteManifestStore(state));
        Assert.Single(await receiver.GetQueueMessagesAsync(1, Stop));
        await log.TrimAsync(0, 600, Stop);
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

    private Task AppendAsync(int entries) => log.AppendAsync([.. Enumerable.Range(0, entries).Select(static _ => new LogAppend(0, new byte[50]))], Stop);
}
