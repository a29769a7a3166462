using MediaAnalytics.Tests.Processes;
using Xunit;

namespace MediaAnalytics.Tests.Cluster.Stores.Redis;

/// <summary>One redis-server for all tests of a class, each of which has its own space in it.</summary>
public sealed class RedisFixture : IAsyncLifetime
{
    private readonly RedisServer? server = RedisServer.IsInstalled ? new() : null;

    public async ValueTask InitializeAsync()
    {
        if (server is not null)
            await server.StartAsync(TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        if (server is not null)
            await server.DisposeAsync();
    }

    /// <summary>A new space; skips the test where there is no server.</summary>
    internal RedisSpace Space()
    {
        Assert.SkipWhen(server is null, RedisServer.Missing);
        return new(server);
    }
}
