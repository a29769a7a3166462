using MediaAnalytics.Storage.GrainState;
using MediaAnalytics.Storage.GrainState.Redis;
using MediaAnalytics.Storage.Redis;
using MediaAnalytics.Storage.Relations;
using MediaAnalytics.Storage.Relations.Redis;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Serialization;
using Orleans.Storage;

namespace MediaAnalytics.Tests.Cluster.Stores.Redis;

/// <summary>The stores of one process of a cluster.</summary>
internal sealed class RedisStateRig(RedisSpace space) : IStateRig
{
    private readonly ServiceProvider services = new ServiceCollection().AddSerializer().BuildServiceProvider();
    private RedisConnection connection = null!;

    public IGrainStorage Storage { get; private set; } = null!;

    public IWorkIndex Index { get; private set; } = null!;

    public IRelationStore Relations { get; private set; } = null!;

    public async Task OpenAsync()
    {
        connection = await space.ConnectAsync();
        WorkSignal signal = new();
        Storage = ActivatorUtilities.CreateInstance<RedisGrainStorage>(
            services, connection, ActivatorUtilities.CreateInstance<OrleansGrainStorageSerializer>(services), signal);
        Index = await RedisWorkIndex.OpenAsync(connection, signal);
        Relations = new RedisRelationStore(connection);
    }

    public async ValueTask DisposeAsync()
    {
        if (connection is not null)
            await connection.DisposeAsync();
        await services.DisposeAsync();
    }
}
