using System.Diagnostics;
using MediaAnalytics.Storage.EventLog;
using MediaAnalytics.Storage.EventLog.Redis;
using MediaAnalytics.Storage.Redis;
using MediaAnalytics.Tests.Processes;
using Microsoft.Extensions.Logging.Abstractions;

namespace MediaAnalytics.Tests.Benchmarks;

/// <summary>Durable appends a second, and entries read a second, of the log in Redis beside the log in SQLite, in turn on the same disk in the same run.</summary>
internal static class RedisBenchmark
{
    private const int PayloadBytes = 1_000;
    private const int Partitions = 8;

    public static async Task RunAsync(TimeSpan each)
    {
        if (!RedisServer.IsInstalled)
        {
            Console.Error.WriteLine(RedisServer.Missing);
            return;
        }

        using var folder = new TemporaryFolder();
        await using var server = new RedisServer();
        await server.StartAsync(CancellationToken.None);
        await using var connection = await RedisConnection.OpenAsync(
            new() { Configuration = server.Configuration }, NullLogger<RedisConnection>.Instance);
        await using var redis = await RedisEventLog.OpenAsync(connection, Partitions, TimeProvider.System, NullLogger<RedisEventLog>.Instance);
        using var sqlite = SqliteEventLog.Open(folder.Path, Partitions);
        foreach (int writers in (int[])[1, 4, 16, 64, 256])
            await CompareAsync($"appends, {writers} at once", sqlite, redis, log => AppendAsync(log, writers, each));
        await CompareAsync("entries read by one", sqlite, redis, log => ReadAsync(log, each));
    }

    /// <summary>Each twice, so that what changes meanwhile meets both.</summary>
    private static async Task CompareAsync(string what, IEventLog sqlite, IEventLog redis, Func<IEventLog, Task<double>> measure)
    {
        double[] rates = [await measure(sqlite), await measure(redis), await measure(sqlite), await measure(redis)];
        (double local, double remote) = ((rates[0] + rates[2]) / 2, (rates[1] + rates[3]) / 2);
        Console.WriteLine($"{what,-24} SQLite {local,10:N0} a second   Redis {remote,10:N0} a second {remote / local,8:N2} x");
    }

    private static async Task<double> AppendAsync(IEventLog log, int writers, TimeSpan each)
    {
        byte[] payload = new byte[PayloadBytes];
        long done = 0;
        var clock = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, writers).Select(w => Task.Run(async () =>
        {
            while (clock.Elapsed < each)
            {
                await log.AppendAsync([new LogAppend(w % Partitions, payload)]);
                Interlocked.Increment(ref done);
            }
        })));
        return done / clock.Elapsed.TotalSeconds;
    }

    private static async Task<double> ReadAsync(IEventLog log, TimeSpan each)
    {
        (long done, long after) = (0, 0);
        var clock = Stopwatch.StartNew();
        while (clock.Elapsed < each)
        {
            var entries = await log.ReadAsync(0, after, 1_024, 4 * 1024 * 1024);
            after = entries.Count == 0 ? 0 : entries[^1].Offset;
            done += entries.Count;
        }

        return done / clock.Elapsed.TotalSeconds;
    }
}
