using MediaAnalytics.Storage.Artifacts;
using Xunit;

namespace MediaAnalytics.Tests.Unit.Storage;

/// <summary>What is the files' own; the rest is in the contract of artifact stores.</summary>
public sealed class FileArtifactStoreTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly FileArtifactStore _store;

    public FileArtifactStoreTests() => _store = FileArtifactStore.Open(_folder.Path);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_write_that_throws_leaves_no_file()
    {
        await Assert.ThrowsAsync<InvalidOperationException>(() => _store.WriteAsync(
            "a/b",
            async (stream, stop) =>
            {
                await stream.WriteAsync(new byte[100_000], stop);
                throw new InvalidOperationException("half way");
            },
            Stop));
        Assert.Empty(Directory.GetFiles(_folder.Path, "*", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task What_a_killed_process_left_is_swept_at_the_next_start()
    {
        string stale = Path.Combine(_folder.Path, FileArtifactStore.FolderName, ".writing", "1");
        await File.WriteAllBytesAsync(stale, [1], Stop);
        var reopened = FileArtifactStore.Open(_folder.Path);
        Assert.False(File.Exists(stale));
        await reopened.WriteAsync("a/b", static (s, stop) => s.WriteAsync(new byte[] { 1 }, stop).AsTask(), Stop);
        Assert.Equal(1, await reopened.LengthAsync("a/b", Stop));
    }
}
