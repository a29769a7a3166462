using MediaAnalytics.Storage.Redis;
using MediaAnalytics.Tests.Processes;
using Microsoft.Extensions.Logging.Abstractions;

namespace MediaAnalytics.Tests.Cluster.Stores.Redis;

/// <summary>A cluster's id that nobody else uses on a server. Connections to it are their taker's.</summary>
internal sealed class RedisSpace(string configuration)
{
    private readonly RedisOptions options = new() { Configuration = configuration, ClusterId = $"t-{Guid.NewGuid():N}" };

    public RedisSpace(RedisServer server)
        : this(server.Configuration)
    {
    }

    public RedisKeys Keys => new(options.ClusterId);

    public Task<RedisConnection> ConnectAsync() => RedisConnection.OpenAsync(options, NullLogger<RedisConnection>.Instance);

    /// <summary>Takes all keys of it away.</summary>
    public async Task ClearAsync()
    {
        await using RedisConnection connection = await ConnectAsync();
        await connection.RunAsync(
            "for _, key in ipairs(redis.call('KEYS', ARGV[1])) do redis.call('DEL', key) end", [], [$"{{{options.ClusterId}}}:*"]);
    }
}
