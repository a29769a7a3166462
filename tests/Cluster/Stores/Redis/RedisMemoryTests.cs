using MediaAnalytics.Storage.EventLog;
using MediaAnalytics.Tests.Processes;
using Xunit;

namespace MediaAnalytics.Tests.Cluster.Stores.Redis;

public sealed class RedisMemoryTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_server_whose_memory_is_full_refuses_whole_appends_and_goes_on_after_a_trim()
    {
        Assert.SkipUnless(RedisServer.IsInstalled, RedisServer.Missing);
        await using var server = new RedisServer("--maxmemory", "20mb");
        await server.StartAsync(Stop);
        await using var rig = new RedisLogRig(new RedisSpace(server));
        IEventLog log = await rig.OpenAsync(2);
        LogAppend[] append = [.. Enumerable.Range(0, 10).Select(n => new LogAppend(n % 2, new byte[100_000]))];
        EventLogUnavailableException? full = null;
        for (int n = 0; n < 100 && full is null; n++)
            full = await Record.ExceptionAsync(() => log.AppendAsync(append, Stop)) as EventLogUnavailableException;

        Assert.NotNull(full);
        Assert.False(full.MayBeAppended);
        Assert.Contains("maxmemory", full.Message, StringComparison.Ordinal);
        Assert.Equal(0, log.Head(0) % 5);
        for (int k = 0; k < 2; k++)
        {
            Assert.Equal(log.Head(k), await log.RefreshHeadAsync(k, Stop));
            await log.TrimAsync(k, log.Head(k), Stop);
        }

        await log.AppendAsync(append, Stop);
    }
}
