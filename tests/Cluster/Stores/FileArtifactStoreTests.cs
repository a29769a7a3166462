using MediaAnalytics.Storage.Artifacts;

namespace MediaAnalytics.Tests.Stores;

public sealed class FileArtifactStoreTests : ArtifactStoreContract
{
    protected override Task<IArtifactStore> OpenAsync() => Task.FromResult<IArtifactStore>(FileArtifactStore.Open(Folder));
}
