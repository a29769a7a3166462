using MediaAnalytics.Storage.EventLog;
using MediaAnalytics.Storage.Redis;
using Xunit;

namespace MediaAnalytics.Tests.Cluster.Stores.Redis;

/// <summary>Tests of a log of two partitions in a Redis that they lay hands on themselves.</summary>
public abstract class RedisLogTests(RedisFixture redis) : IClassFixture<RedisFixture>, IAsyncLifetime
{
    private protected RedisSpace Space { get; } = redis.Space();

    private protected RedisLogRig Rig { get; private set; } = null!;

    private protected IEventLog Log { get; private set; } = null!;

    private protected RedisConnection Hands { get; private set; } = null!;

    private protected static CancellationToken Stop => TestContext.Current.CancellationToken;

    public virtual async ValueTask InitializeAsync()
    {
        Rig = new(Space);
        Log = await Rig.OpenAsync(2);
        Hands = await Space.ConnectAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await Hands.DisposeAsync();
        await Rig.DisposeAsync();
        GC.SuppressFinalize(this);
    }
}
