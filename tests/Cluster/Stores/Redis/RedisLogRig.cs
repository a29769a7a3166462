using MediaAnalytics.Storage.EventLog;
using MediaAnalytics.Storage.EventLog.Redis;
using MediaAnalytics.Storage.Redis;
using Microsoft.Extensions.Logging.Abstractions;

namespace MediaAnalytics.Tests.Cluster.Stores.Redis;

/// <summary>A log of a cluster of its own; each opening has its own connection, as each process has.</summary>
internal sealed class RedisLogRig(RedisSpace space) : ILogRig
{
    private readonly Dictionary<IEventLog, RedisConnection> open = [];

    public async Task<IEventLog> OpenAsync(int partitions)
    {
        RedisConnection connection = await space.ConnectAsync();
        try
        {
            var log = await RedisEventLog.OpenAsync(connection, partitions, TimeProvider.System, NullLogger<RedisEventLog>.Instance);
            open.Add(log, connection);
            return log;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    public async Task CloseAsync(IEventLog log)
    {
        open.Remove(log, out RedisConnection? connection);
        await ((RedisEventLog)log).DisposeAsync();
        await connection!.DisposeAsync();
    }

    public Task LoseAsync() => space.ClearAsync();

    public async ValueTask DisposeAsync()
    {
        foreach (IEventLog log in open.Keys.ToList())
            await CloseAsync(log);
    }
}
