using System.Text;
using MediaAnalytics.Storage.EventLog;
using MediaAnalytics.Storage.Redis;
using Xunit;

namespace MediaAnalytics.Tests.Cluster.Stores.Redis;

/// <summary>One log in two processes, as far as connections tell processes apart.</summary>
public sealed class RedisLogSharingTests(RedisFixture redis) : IClassFixture<RedisFixture>, IAsyncLifetime
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(30);

    private readonly RedisSpace space = redis.Space();
    private RedisLogRig rig = null!;
    private IEventLog one = null!;
    private IEventLog other = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        rig = new(space);
        (one, other) = (await rig.OpenAsync(4), await rig.OpenAsync(4));
    }

    public async ValueTask DisposeAsync() => await rig.DisposeAsync();

    [Fact]
    public async Task Appends_of_both_make_one_sequence_that_both_see()
    {
        Assert.Equal(one.Generation, other.Generation);
        await Task.WhenAll(Enumerable.Range(0, 1_000).Select(n => Task.Run(() => AppendAsync(n % 2 == 0 ? one : other, n % 4, $"{n}"))));
        for (int k = 0; k < 4; k++)
        {
            foreach (IEventLog log in (IEventLog[])[one, other])
            {
                await log.WaitForAppendAsync(k, 249, Stop).WaitAsync(Soon, Stop);
                Assert.Equal(250, log.Head(k));
                IReadOnlyList<LogEntry> entries = await log.ReadAsync(k, 0, 1_000, int.MaxValue, Stop);
                Assert.Equal(Enumerable.Range(1, 250).Select(n => (long)n), entries.Select(e => e.Offset));
                Assert.Equal(
                    Enumerable.Range(0, 250).Select(n => (4 * n) + k).Order(),
                    entries.Select(e => int.Parse(Encoding.UTF8.GetString(e.Payload.Span), System.Globalization.CultureInfo.InvariantCulture)).Order());
            }
        }
    }

    [Fact]
    public async Task Whoever_asks_the_store_knows_what_was_acknowledged_to_another()
    {
        for (int n = 1; n <= 200; n++)
        {
            await AppendAsync(one, 0, "x");
            Assert.Equal(n, await other.RefreshHeadAsync(0, Stop));
            Assert.Equal(n, other.Head(0));
        }
    }

    [Fact]
    public async Task The_poll_makes_up_for_messages_that_were_lost()
    {
        await using RedisConnection connection = await space.ConnectAsync();
        Task passed = other.WaitForAppendAsync(1, 0, Stop);
        await connection.Database.ExecuteAsync("CLIENT", "KILL", "TYPE", "pubsub");
        await AppendAsync(one, 1, "x");
        await passed.WaitAsync(Soon, Stop);
        Assert.Equal(1, other.Head(1));
    }

    [Fact]
    public async Task A_script_that_the_server_forgot_is_sent_again()
    {
        await using RedisConnection connection = await space.ConnectAsync();
        await AppendAsync(one, 2, "x");
        await connection.Database.ExecuteAsync("SCRIPT", "FLUSH");
        await AppendAsync(one, 2, "y");
        await connection.Database.ExecuteAsync("SCRIPT", "FLUSH");
        Assert.Equal(2, (await one.ReadAsync(2, 0, 10, 1_000, Stop)).Count);
    }

    private static Task AppendAsync(IEventLog log, int partition, string text) =>
        log.AppendAsync([new(partition, Encoding.UTF8.GetBytes(text))], Stop);
}
