using MediaAnalytics.Storage.Artifacts;
using MediaAnalytics.Storage.Artifacts.Blobs;
using MediaAnalytics.Tests.Processes;
using Xunit;

namespace MediaAnalytics.Tests.Stores;

/// <summary>Counts what the process allocates, so nothing else runs meanwhile.</summary>
[CollectionDefinition(nameof(LargeBlobTests), DisableParallelization = true)]
[Collection(nameof(LargeBlobTests))]
public sealed class LargeBlobTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    private const int PieceBytes = 1_000_000, Pieces = 300;

    /// <summary>A few blocks, and what the client needs for its requests: whatever is held at one time is less.</summary>
    private const long Allowed = 60_000_000;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_large_blob_goes_through_in_a_few_blocks_of_memory()
    {
        using var folder = new TemporaryFolder();
        BlobOptions options = azurite.Options(folder.Path);
        BlobArtifactStore store = BlobArtifactStore.Open(await BlobConnection.OpenAsync(options, Stop), options);
        byte[] piece = [.. Enumerable.Range(0, PieceBytes).Select(static i => (byte)(i * 31 ^ i >> 8))];
        byte[] buffer = new byte[PieceBytes];

        long before = GC.GetTotalAllocatedBytes(precise: true);
        await store.WriteAsync("media/large", WriteAsync, Stop);
        long written = GC.GetTotalAllocatedBytes(precise: true);
        await using (Stream stream = (await store.OpenReadAsync("media/large", Stop))!)
            await ReadAsync(stream);
        long read = GC.GetTotalAllocatedBytes(precise: true);
        ILocalFileLease lease = (await store.LeaseLocalFileAsync("media/large", Stop))!;
        long leased = GC.GetTotalAllocatedBytes(precise: true);
        TestContext.Current.TestOutputHelper?.WriteLine(
            $"allocated for {Pieces} MB: {(written - before) / 1e6:F1} MB to write, {(read - written) / 1e6:F1} MB to read, {(leased - read) / 1e6:F1} MB to copy");
        Assert.InRange(written - before, 0, Allowed);
        Assert.InRange(read - written, 0, Allowed);
        Assert.InRange(leased - read, 0, Allowed);

        // Larger than the cache of 64 MiB: it is there while it is leased.
        Assert.Equal(PieceBytes * (long)Pieces, new FileInfo(lease.Path).Length);
        await lease.DisposeAsync();
        Assert.Empty(Directory.GetFiles(options.CacheFolder));

        async Task WriteAsync(Stream stream, CancellationToken stop)
        {
            for (int i = 0; i < Pieces; i++)
                await stream.WriteAsync(piece, stop);
        }

        async Task ReadAsync(Stream stream)
        {
            for (int i = 0; i < Pieces; i++)
            {
                await stream.ReadExactlyAsync(buffer, Stop);
                Assert.True(piece.AsSpan().SequenceEqual(buffer), $"piece {i} differs");
            }

            Assert.Equal(0, await stream.ReadAsync(buffer, Stop));
        }
    }
}
