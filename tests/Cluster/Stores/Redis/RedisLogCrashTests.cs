using System.Collections.Concurrent;
using System.Text;
using MediaAnalytics.Storage;
using MediaAnalytics.Storage.EventLog;
using MediaAnalytics.Tests.Processes;
using Xunit;

namespace MediaAnalytics.Tests.Cluster.Stores.Redis;

/// <summary>A redis-server that is killed under load, and one that goes away for a while.</summary>
public sealed class RedisLogCrashTests : IAsyncLifetime
{
    private const int Partitions = 4;
    private const int Appenders = 64;

    private readonly RedisServer server = new();
    private RedisLogRig rig = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        Assert.SkipUnless(RedisServer.IsInstalled, RedisServer.Missing);
        await server.StartAsync(Stop);
        rig = new(new RedisSpace(server));
    }

    public async ValueTask DisposeAsync()
    {
        if (rig is not null)
            await rig.DisposeAsync();
        await server.DisposeAsync();
    }

    [Fact]
    public async Task What_was_acknowledged_survives_kills_under_load_and_the_same_client_goes_on()
    {
        IEventLog log = await rig.OpenAsync(Partitions);
        var acknowledged = new ConcurrentBag<string>();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Stop);
        Task[] appenders = [.. Enumerable.Range(0, Appenders).Select(a => Task.Run(() => AppendAsync(log, a, acknowledged, stop.Token)))];
        for (int kill = 1; kill <= 4; kill++)
        {
            await ReachAsync(acknowledged, acknowledged.Count + 2_000);
            await server.KillAsync();
            await server.StartAsync(Stop);
        }

        await ReachAsync(acknowledged, acknowledged.Count + 2_000);
        await stop.CancelAsync();
        await Task.WhenAll(appenders);

        // Another process finds the same as the one that was cut off.
        IEventLog other = await rig.OpenAsync(Partitions);
        var found = new List<string>();
        for (int k = 0; k < Partitions; k++)
        {
            IReadOnlyList<LogEntry> entries = await other.ReadAsync(k, 0, int.MaxValue, int.MaxValue, Stop);
            Assert.Equal(Enumerable.Range(1, entries.Count).Select(n => (long)n), entries.Select(e => e.Offset));
            Assert.Equal(entries.Count, other.Head(k));
            Assert.Equal(entries.Count, await log.RefreshHeadAsync(k, Stop));
            found.AddRange(entries.Select(e => Encoding.UTF8.GetString(e.Payload.Span)));
        }

        Assert.Equal(found.Count, found.Distinct().Count());
        Assert.Empty(acknowledged.Except(found));
    }

    [Fact]
    public async Task A_server_that_is_away_is_told_as_such_and_is_found_again()
    {
        IEventLog log = await rig.OpenAsync(Partitions);
        LogAppend[] append = [new(0, "x"u8.ToArray())];
        await log.AppendAsync(append, Stop);
        await server.StopAsync(Stop);
        var appending = await Assert.ThrowsAsync<EventLogUnavailableException>(() => log.AppendAsync(append, Stop));
        Assert.True(appending.MayBeAppended);
        Assert.Contains(server.Configuration, appending.Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<StorageUnavailableException>(() => log.ReadAsync(0, 0, 10, 1_000, Stop));
        await Assert.ThrowsAsync<StorageUnavailableException>(() => log.RefreshHeadAsync(0, Stop));
        await Assert.ThrowsAsync<StorageUnavailableException>(() => log.TailAsync(0, Stop));

        await server.StartAsync(Stop);
        Task passed = log.WaitForAppendAsync(0, 1, Stop);
        await UntilAppendedAsync(log, append);
        await passed;
        Assert.True((await log.ReadAsync(0, 0, 10, 1_000, Stop)).Count >= 2);
    }

    private static async Task AppendAsync(IEventLog log, int appender, ConcurrentBag<string> acknowledged, CancellationToken stop)
    {
        for (int n = 0; !stop.IsCancellationRequested; n++)
        {
            // Two partitions at once, each text once.
            string text = $"{appender}.{n}";
            try
            {
                await log.AppendAsync([.. Enumerable.Range(n, 2).Select(k => new LogAppend(k % Partitions, Encoding.UTF8.GetBytes($"{text}.{k % Partitions}")))], stop);
                acknowledged.Add($"{text}.{n % Partitions}");
                acknowledged.Add($"{text}.{(n + 1) % Partitions}");
            }
            catch (EventLogUnavailableException)
            {
                // Cut off: it may be in the log or not, and its text does not come again.
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }

    private static async Task ReachAsync(ConcurrentBag<string> acknowledged, int count)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Stop);
        limit.CancelAfter(TimeSpan.FromMinutes(2));
        while (acknowledged.Count < count)
        {
            Assert.False(limit.IsCancellationRequested, $"only {acknowledged.Count} of {count} entries were acknowledged within two minutes");
            await Task.Delay(10, Stop);
        }
    }

    private static async Task UntilAppendedAsync(IEventLog log, LogAppend[] append)
    {
        for (int attempt = 0; ; attempt++)
        {
            try
            {
                await log.AppendAsync(append, Stop);
                return;
            }
            catch (EventLogUnavailableException) when (attempt < 10)
            {
                // The connection is made again meanwhile.
            }
        }
    }
}
