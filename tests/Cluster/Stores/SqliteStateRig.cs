using MediaAnalytics.Storage.GrainState;
using MediaAnalytics.Storage.Relations;
using MediaAnalytics.Storage.Sqlite;
using MediaAnalytics.Tests.Processes;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Serialization;
using Orleans.Storage;

namespace MediaAnalytics.Tests.Cluster.Stores;

/// <summary>A state database in a folder of its own.</summary>
internal sealed class SqliteStateRig : IStateRig
{
    private readonly TemporaryFolder folder = new();
    private readonly ServiceProvider services = new ServiceCollection().AddSerializer().BuildServiceProvider();
    private readonly WorkSignal signal = new();
    private readonly StateDatabase database;

    public SqliteStateRig()
    {
        database = StateDatabase.Open(folder.Path);
        Storage = ActivatorUtilities.CreateInstance<SqliteGrainStorage>(
            services, database, ActivatorUtilities.CreateInstance<OrleansGrainStorageSerializer>(services), signal);
        Index = new SqliteWorkIndex(database, signal);
        Relations = new SqliteRelationStore(database);
    }

    public IGrainStorage Storage { get; }

    public IWorkIndex Index { get; }

    public IRelationStore Relations { get; }

    public Task OpenAsync() => Task.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        database.Dispose();
        await services.DisposeAsync();
        folder.Dispose();
    }
}
