using MediaAnalytics.Storage;
using MediaAnalytics.Storage.Artifacts;
using MediaAnalytics.Storage.Artifacts.Blobs;
using Xunit;

namespace MediaAnalytics.Tests.Stores;

[Collection(AzuriteTests.Name)]
public sealed class BlobArtifactStoreTests(AzuriteFixture azurite) : ArtifactStoreContract
{
    private BlobOptions options = null!;

    [Fact]
    public async Task What_is_replaced_or_deleted_here_is_not_leased_any_longer()
    {
        await WriteAsync("a/b", [1]);
        await using ILocalFileLease old = (await Store.LeaseLocalFileAsync("a/b", Stop))!;
        await WriteAsync("a/b", [2]);
        await using (ILocalFileLease replaced = (await Store.LeaseLocalFileAsync("a/b", Stop))!)
            Assert.Equal([2], await File.ReadAllBytesAsync(replaced.Path, Stop));
        await Store.DeleteAsync("a/b", Stop);
        Assert.Null(await Store.LeaseLocalFileAsync("a/b", Stop));
        Assert.Equal([1], await File.ReadAllBytesAsync(old.Path, Stop));
        await old.DisposeAsync();
        Assert.Empty(Directory.GetFiles(options.CacheFolder));
    }

    [Fact]
    public async Task A_copy_that_was_tidied_away_is_fetched_again()
    {
        await WriteAsync("a/b", [1]);
        await (await Store.LeaseLocalFileAsync("a/b", Stop))!.DisposeAsync();
        Directory.Delete(options.CacheFolder, recursive: true);
        await using ILocalFileLease again = (await Store.LeaseLocalFileAsync("a/b", Stop))!;
        Assert.Equal([1], await File.ReadAllBytesAsync(again.Path, Stop));
    }

    [Fact]
    public async Task Two_processes_see_the_same_blobs_and_other_blobs_of_the_container_are_not_listed()
    {
        BlobConnection connection = await BlobConnection.OpenAsync(options, Stop);
        BlobArtifactStore other = BlobArtifactStore.Open(connection, options with { CacheFolder = Path.Combine(Folder, "other") });
        await connection.Container.GetBlobClient("manifests/0/current").UploadAsync(BinaryData.FromString("x"), Stop);
        await WriteAsync("a/b", [7]);
        Assert.Equal(1, await other.LengthAsync("a/b", Stop));
        Assert.Equal(["a/b"], await ListAsync(string.Empty));
    }

    [Fact]
    public async Task A_missing_container_is_not_an_empty_store()
    {
        await (await BlobConnection.OpenAsync(options, Stop)).Container.DeleteAsync(cancellationToken: Stop);
        foreach (Func<Task> ask in (Func<Task>[])[
            () => Store.LengthAsync("a/b", Stop), () => Store.OpenReadAsync("a/b", Stop), () => Store.LeaseLocalFileAsync("a/b", Stop), () => ListAsync("a")])
        {
            StorageUnavailableException thrown = await Assert.ThrowsAsync<StorageUnavailableException>(ask);
            Assert.Contains(options.Container, thrown.Message, StringComparison.Ordinal);
        }
    }

    protected override async Task<IArtifactStore> OpenAsync()
    {
        options = azurite.Options(Folder);
        return BlobArtifactStore.Open(await BlobConnection.OpenAsync(options, Stop), options);
    }
}
