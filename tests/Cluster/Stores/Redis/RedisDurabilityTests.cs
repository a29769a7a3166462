using MediaAnalytics.Storage;
using MediaAnalytics.Storage.Redis;
using MediaAnalytics.Tests.Processes;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace MediaAnalytics.Tests.Cluster.Stores.Redis;

public sealed class RedisDurabilityTests
{
    public RedisDurabilityTests() => Assert.SkipUnless(RedisServer.IsInstalled, RedisServer.Missing);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("appendfsync", "everysec", "appendfsync everysec instead of always")]
    [InlineData("appendonly", "no", "appendonly no instead of yes")]
    [InlineData("maxmemory-policy", "allkeys-lru", "maxmemory-policy allkeys-lru instead of noeviction")]
    [InlineData("no-appendfsync-on-rewrite", "yes", "no-appendfsync-on-rewrite yes instead of no")]
    [InlineData("rename-command", "CONFIG HIDDEN", "does not tell its setting appendonly")]
    public async Task A_server_that_may_lose_data_is_refused_unless_that_is_accepted(string setting, string value, string expected)
    {
        await using var server = new RedisServer([$"--{setting}", .. value.Split(' ')]);
        await server.StartAsync(Stop);
        var thrown = await Assert.ThrowsAsync<StorageUnavailableException>(() => OpenAsync(server, accept: false));
        Assert.Contains(expected, thrown.Message, StringComparison.Ordinal);
        Assert.Contains("redis.conf", thrown.Message, StringComparison.Ordinal);
        Assert.Contains("Cluster:AcceptLessDurable=true", thrown.Message, StringComparison.Ordinal);

        await using RedisConnection accepted = await OpenAsync(server, accept: true);
        Assert.Contains(accepted.Notices, notice => notice.Contains(expected, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_durable_server_is_taken_without_a_notice()
    {
        await using var server = new RedisServer();
        await server.StartAsync(Stop);
        await using RedisConnection connection = await OpenAsync(server, accept: false);
        Assert.Empty(connection.Notices);
    }

    [Fact]
    public async Task A_server_that_is_set_otherwise_later_is_told_of_until_it_is_set_back()
    {
        await using var server = new RedisServer();
        await server.StartAsync(Stop);
        await using RedisConnection connection = await OpenAsync(server, accept: false);
        foreach ((string fsync, int notices) in ((string, int)[])[("everysec", 1), ("always", 0)])
        {
            await connection.Database.ExecuteAsync("CONFIG", "SET", "appendfsync", fsync);
            await connection.CheckAgainAsync(Stop);
            Assert.Equal(notices, connection.Notices.Count);
        }
    }

    [Fact]
    public async Task A_replica_is_refused()
    {
        await using var primary = new RedisServer();
        await primary.StartAsync(Stop);
        await using var replica = new RedisServer("--replicaof", $"127.0.0.1 {primary.Port}");
        await replica.StartAsync(Stop);
        Assert.Contains("replica", (await Assert.ThrowsAsync<StorageUnavailableException>(() => OpenAsync(replica, accept: true))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Cluster_mode_is_refused()
    {
        await using var server = new RedisServer("--cluster-enabled", "yes");
        await server.StartAsync(Stop);
        Assert.Contains("cluster mode", (await Assert.ThrowsAsync<StorageUnavailableException>(() => OpenAsync(server, accept: true))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_server_and_a_wrong_password_are_told_without_the_password()
    {
        await using var server = new RedisServer("--requirepass", "right");
        var away = await Assert.ThrowsAsync<StorageUnavailableException>(() => OpenAsync(server, accept: false, ",password=secret,connectRetry=1,connectTimeout=500"));
        Assert.Contains(server.Configuration, away.Message, StringComparison.Ordinal);
        await server.StartAsync(Stop);
        var refused = await Assert.ThrowsAsync<StorageUnavailableException>(() => OpenAsync(server, accept: false, ",password=secret,connectRetry=1"));
        Assert.Contains("password", refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", $"{away} {refused}", StringComparison.Ordinal);
        await using RedisConnection connection = await OpenAsync(server, accept: false, ",password=right");
    }

    [Theory]
    [InlineData("", "media-analytics", "Cluster:Redis")]
    [InlineData("nonsense=1", "media-analytics", "Cluster:Redis")]
    [InlineData("redis:6379", "", "Cluster:Id")]
    [InlineData("redis:6379", "No Capitals", "Cluster:Id")]
    [InlineData("redis:6379,password=x", "a-1", null)]
    public void Options_name_the_key_that_is_wrong(string configuration, string id, string? key)
    {
        string? problem = new RedisOptions { Configuration = configuration, ClusterId = id }.Problem();
        Assert.Equal(key is null, problem is null);
        Assert.StartsWith(key ?? "", problem ?? "", StringComparison.Ordinal);
    }

    private static Task<RedisConnection> OpenAsync(RedisServer server, bool accept, string more = "") => RedisConnection.OpenAsync(
        new() { Configuration = server.Configuration + more, AcceptLessDurable = accept }, NullLogger<RedisConnection>.Instance, Stop);
}
