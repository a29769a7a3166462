using MediaAnalytics.Storage.Artifacts;
using Xunit;

namespace MediaAnalytics.Tests.Unit.Storage;

public sealed class FileArtifactStoreTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly FileArtifactStore _store;

    public FileArtifactStoreTests() => _store = FileArtifactStore.Open(_folder.Path);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_blob_is_written_read_leased_and_deleted()
    {
        Assert.Null(await _store.LengthAsync("media/ab/x", Stop));
        Assert.Null(await _store.OpenReadAsync("media/ab/x", Stop));
        Assert.Null(await _store.LeaseLocalFileAsync("media/ab/x", Stop));

        await WriteAsync("media/ab/x", [1, 2, 3]);
        await WriteAsync("media/ab/x", [4, 5]);
        Assert.Equal(2, await _store.LengthAsync("media/ab/x", Stop));
        await using (var stream = await _store.OpenReadAsync("media/ab/x", Stop))
        {
            byte[] bytes = new byte[10];
            Assert.Equal(2, await stream!.ReadAtLeastAsync(bytes, 10, throwOnEndOfStream: false, Stop));
            Assert.Equal([4, 5], bytes[..2]);
        }

        await using (var lease = await _store.LeaseLocalFileAsync("media/ab/x", Stop))
        {
            Assert.True(Path.IsPathRooted(lease!.Path));
            Assert.Equal([4, 5], await File.ReadAllBytesAsync(lease.Path, Stop));
        }

        await _store.DeleteAsync("media/ab/x", Stop);
        await _store.DeleteAsync("media/ab/x", Stop);
        Assert.Null(await _store.LengthAsync("media/ab/x", Stop));
    }

    [Fact]
    public async Task A_write_that_throws_leaves_nothing()
    {
        await WriteAsync("a/b", [1]);
        await Assert.ThrowsAsync<InvalidOperationException>(() => _store.WriteAsync(
            "a/b",
            async (stream, stop) =>
            {
                await stream.WriteAsync(new byte[100_000], stop);
                throw new InvalidOperationException("half way");
            },
            Stop));
        Assert.Equal(1, await _store.LengthAsync("a/b", Stop));
        Assert.Single(Directory.GetFiles(_folder.Path, "*", SearchOption.AllDirectories));
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

    [Fact]
    public async Task Keys_are_listed_by_whole_segments_in_order()
    {
        foreach (string key in (string[])["imports/2/b", "imports/2/a", "imports/20/a", "imports/1/a.csv", "other/x"])
        {
            await WriteAsync(key, [1]);
        }

        Assert.Equal(["imports/2/a", "imports/2/b"], await ListAsync("imports/2"));
        Assert.Equal(["imports/2/a", "imports/2/b"], await ListAsync("imports/2/"));
        Assert.Equal(["imports/1/a.csv", "imports/2/a", "imports/2/b", "imports/20/a", "other/x"], await ListAsync(string.Empty));
        Assert.Empty(await ListAsync("none"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("/a")]
    [InlineData("a/")]
    [InlineData("a//b")]
    [InlineData(".")]
    [InlineData("..")]
    [InlineData("a/../b")]
    [InlineData("a/./b")]
    [InlineData(".writing/1")]
    [InlineData("A")]
    [InlineData("a\\b")]
    [InlineData("a b")]
    [InlineData("a\0")]
    [InlineData("é")]
    [InlineData("c:/x")]
    public async Task A_key_that_could_leave_the_store_is_refused(string key)
    {
        await Assert.ThrowsAsync<ArgumentException>(() => WriteAsync(key, [1]));
        await Assert.ThrowsAsync<ArgumentException>(() => _store.OpenReadAsync(key, Stop));
        await Assert.ThrowsAsync<ArgumentException>(() => _store.DeleteAsync(key, Stop));
    }

    [Fact]
    public async Task A_key_beyond_the_limits_is_refused()
    {
        await Assert.ThrowsAsync<ArgumentException>(() => WriteAsync(new string('a', ArtifactPath.SegmentLength + 1), [1]));
        string key = string.Join('/', Enumerable.Repeat(new string('a', 100), 6));
        await Assert.ThrowsAsync<ArgumentException>(() => WriteAsync(key, [1]));
    }

    [Fact]
    public async Task Rivals_for_one_key_leave_one_whole_blob()
    {
        await Task.WhenAll(Enumerable.Range(1, 20).Select(i => WriteAsync("a/b", [.. Enumerable.Repeat((byte)i, 1000)])));
        await using var stream = await _store.OpenReadAsync("a/b", Stop);
        byte[] bytes = new byte[1001];
        Assert.Equal(1000, await stream!.ReadAtLeastAsync(bytes, 1001, throwOnEndOfStream: false, Stop));
        Assert.Single(bytes[..1000].Distinct());
    }

    private Task WriteAsync(string key, byte[] bytes) => _store.WriteAsync(key, (s, stop) => s.WriteAsync(bytes, stop).AsTask(), Stop);

    private async Task<List<string>> ListAsync(string prefix)
    {
        var keys = new List<string>();
        await foreach (string key in _store.ListAsync(prefix, Stop))
        {
            keys.Add(key);
        }

        return keys;
    }
}
