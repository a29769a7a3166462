using MediaAnalytics.Storage.Manifests;
using MediaAnalytics.Storage.Sqlite;

namespace MediaAnalytics.Tests.Stores;

public sealed class SqliteManifestStoreTests : ManifestStoreContract
{
    private StateDatabase database = null!;

    public override ValueTask DisposeAsync()
    {
        database.Dispose();
        return base.DisposeAsync();
    }

    protected override Task<IManifestStore> OpenAsync()
    {
        database = StateDatabase.Open(Folder);
        return Task.FromResult<IManifestStore>(new SqliteManifestStore(database));
    }
}
