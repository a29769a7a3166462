using System.Globalization;
using System.Text;
using MediaAnalytics.Storage.EventLog;
using MediaAnalytics.Storage.EventLog.Redis;
using Xunit;

namespace MediaAnalytics.Tests.Cluster.Stores.Redis;

/// <summary>Appends that wait behind others share a script, and nothing else: each takes effect, fails and is given up by itself.</summary>
public sealed class RedisGroupCommitTests(RedisFixture redis) : RedisLogTests(redis)
{
    [Fact]
    public async Task Appends_that_wait_go_out_together_in_the_order_they_came()
    {
        const int Count = 300;
        long before = await ScriptsAsync();
        Task[] appends = await WhilePausedAsync(() => [.. Enumerable.Range(0, Count).Select(n => AppendAsync((n % 2, $"{n}"), ((n + 1) % 2, $"{n}")))]);
        await Task.WhenAll(appends);

        // Those under way when the pause began, and one for all the others.
        Assert.InRange(await ScriptsAsync() - before, 1, RedisAppends.MaxInFlight + 1);
        foreach (int k in (int[])[0, 1])
        {
            int[] found = [.. (await TextsAsync(k)).Select(text => int.Parse(text, CultureInfo.InvariantCulture))];
            Assert.Equal(Enumerable.Range(0, Count), found.Order());
            Assert.Equal(Enumerable.Range(RedisAppends.MaxInFlight, Count - RedisAppends.MaxInFlight), found.Where(n => n >= RedisAppends.MaxInFlight));
        }
    }

    [Fact]
    public async Task More_than_a_script_takes_goes_out_in_several_and_a_large_one_by_itself()
    {
        string large = new('x', (int)RedisAppends.MaxBytes + 1);
        Task[] appends = await WhilePausedAsync(() =>
        [
            .. Enumerable.Range(0, RedisAppends.MaxEntries + 10).Select(n => AppendAsync((0, $"{n}"))),
            AppendAsync((0, large), (1, large)), AppendAsync((1, "last")),
        ]);
        await Task.WhenAll(appends);
        Assert.Equal([.. Enumerable.Range(0, RedisAppends.MaxEntries + 10).Select(n => $"{n}").Append(large).Order()], (await TextsAsync(0)).Order());
        Assert.Equal(["last", large], (await TextsAsync(1)).Order());
    }

    [Fact]
    public async Task An_append_given_up_while_it_waits_is_not_sent()
    {
        using var given = CancellationTokenSource.CreateLinkedTokenSource(Stop);
        Task givenUp = Task.CompletedTask;
        Task[] others = await WhilePausedAsync(() =>
        {
            Task[] sent = [.. Enumerable.Range(0, RedisAppends.MaxInFlight).Select(_ => AppendAsync((0, "sent")))];
            givenUp = Log.AppendAsync([new(0, "given up"u8.ToArray())], given.Token);
            given.Cancel();
            return [.. sent, AppendAsync((0, "sent"))];
        });
        await Task.WhenAll(others);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => givenUp);
        Assert.Equal(Enumerable.Repeat("sent", RedisAppends.MaxInFlight + 1), await TextsAsync(0));
    }

    [Fact]
    public async Task A_damaged_partition_takes_no_append_to_another_with_it()
    {
        await Hands.Database.StreamAddAsync(Space.Keys.LogEntries(0), "e", "foreign", "9-0");
        Task[] appends = await WhilePausedAsync(() => [.. Enumerable.Range(0, 20).Select(n => AppendAsync((n % 2, $"{n}")))]);
        for (int n = 0; n < appends.Length; n++)
        {
            if (n % 2 == 1)
                await appends[n];
            else
                Assert.False((await Assert.ThrowsAsync<EventLogUnavailableException>(() => appends[n])).MayBeAppended);
        }

        Assert.Equal(10, (await TextsAsync(1)).Count);
    }

    /// <summary>Begins appends while Redis holds back writes, then lets them through.</summary>
    private async Task<Task[]> WhilePausedAsync(Func<Task[]> begin)
    {
        await Hands.Database.ExecuteAsync("CLIENT", "PAUSE", "4000", "WRITE");
        Task[] appends = begin();
        await Hands.Database.ExecuteAsync("CLIENT", "UNPAUSE");
        return appends;
    }

    private Task AppendAsync(params (int Partition, string Text)[] entries) =>
        Log.AppendAsync([.. entries.Select(static e => new LogAppend(e.Partition, Encoding.UTF8.GetBytes(e.Text)))], Stop);

    private async Task<List<string>> TextsAsync(int partition) =>
        [.. (await Log.ReadAsync(partition, 0, int.MaxValue, int.MaxValue, Stop)).Select(static e => Encoding.UTF8.GetString(e.Payload.Span))];

    /// <summary>Messages that a script of the log has published: one for each script that appended.</summary>
    private async Task<long> ScriptsAsync()
    {
        string stats = (string)(await Hands.Database.ExecuteAsync("INFO", "commandstats"))!;
        string? line = stats.Split('\n').FirstOrDefault(static l => l.StartsWith("cmdstat_publish:calls=", StringComparison.Ordinal));
        return line is null ? 0 : long.Parse(line["cmdstat_publish:calls=".Length..line.IndexOf(',', StringComparison.Ordinal)], CultureInfo.InvariantCulture);
    }
}
