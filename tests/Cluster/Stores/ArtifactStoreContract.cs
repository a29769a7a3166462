using MediaAnalytics.Storage.Artifacts;
using MediaAnalytics.Tests.Processes;
using Xunit;

namespace MediaAnalytics.Tests.Stores;

/// <summary>What every artifact store does.</summary>
public abstract class ArtifactStoreContract : IAsyncLifetime
{
    /// <summary>More than two blocks of an upload, and not a whole number of them.</summary>
    private const int Large = 9_000_001;

    private readonly TemporaryFolder folder = new();

    /// <summary>The store under test, empty at the start.</summary>
    protected IArtifactStore Store { get; private set; } = null!;

    /// <summary>Goes with the test.</summary>
    protected string Folder => folder.Path;

    protected static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => Store = await OpenAsync();

    public ValueTask DisposeAsync()
    {
        folder.Dispose();
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task A_blob_is_written_read_leased_and_deleted()
    {
        Assert.Null(await Store.LengthAsync("media/ab/x", Stop));
        Assert.Null(await Store.OpenReadAsync("media/ab/x", Stop));
        Assert.Null(await Store.LeaseLocalFileAsync("media/ab/x", Stop));

        await WriteAsync("media/ab/x", [1, 2, 3]);
        await WriteAsync("media/ab/x", [4, 5]);
        Assert.Equal(2, await Store.LengthAsync("media/ab/x", Stop));
        Assert.Equal([4, 5], await ReadAsync("media/ab/x"));
        Assert.Equal([4, 5], await ReadLeasedAsync("media/ab/x"));

        await Store.DeleteAsync("media/ab/x", Stop);
        await Store.DeleteAsync("media/ab/x", Stop);
        Assert.Null(await Store.LengthAsync("media/ab/x", Stop));
        Assert.Null(await Store.OpenReadAsync("media/ab/x", Stop));
        Assert.Null(await Store.LeaseLocalFileAsync("media/ab/x", Stop));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(4 * 1024 * 1024)]
    [InlineData(8 * 1024 * 1024)]
    [InlineData(Large)]
    public async Task A_blob_of_any_size_comes_back_however_it_is_written(int length)
    {
        byte[] bytes = Bytes(length);
        await WriteAsync("a/whole", bytes);
        await Store.WriteAsync("a/pieces", (stream, stop) => Task.Run(() => WritePieces(stream, bytes), stop), Stop);
        Assert.Equal(length, await Store.LengthAsync("a/whole", Stop));
        AssertSame(bytes, await ReadAsync("a/whole"));
        AssertSame(bytes, await ReadAsync("a/pieces"));
        AssertSame(bytes, await ReadLeasedAsync("a/pieces"));
    }

    [Fact]
    public async Task A_blob_is_read_from_any_place_and_without_waiting()
    {
        byte[] bytes = Bytes(Large);
        await WriteAsync("a/b", bytes);
        await using Stream stream = (await Store.OpenReadAsync("a/b", Stop))!;
        Assert.Equal(Large, stream.Length);
        Assert.True(stream.CanSeek);
        byte[] part = new byte[100];
        foreach (int place in (int[])[Large - 100, 0, 5_000_000, 4_194_300])
        {
            stream.Seek(place, SeekOrigin.Begin);
            await Task.Run(() => stream.ReadExactly(part), Stop);
            Assert.Equal(bytes[place..(place + 100)], part);
        }
    }

    [Theory]
    [InlineData(100_000)]
    [InlineData(Large)]
    public async Task A_write_that_throws_leaves_nothing(int length)
    {
        await WriteAsync("a/b", [1]);
        foreach (string key in (string[])["a/b", "a/new"])
        {
            await Assert.ThrowsAsync<InvalidOperationException>(() => Store.WriteAsync(
                key,
                async (stream, stop) =>
                {
                    await stream.WriteAsync(new byte[length], stop);
                    await stream.FlushAsync(stop);
                    throw new InvalidOperationException("half way");
                },
                Stop));
        }

        Assert.Equal([1], await ReadAsync("a/b"));
        Assert.Null(await Store.LengthAsync("a/new", Stop));
        Assert.Null(await Store.OpenReadAsync("a/new", Stop));
        Assert.Null(await Store.LeaseLocalFileAsync("a/new", Stop));
        Assert.Equal(["a/b"], await ListAsync(string.Empty));
    }

    [Fact]
    public async Task Nothing_is_seen_of_a_blob_before_it_is_whole()
    {
        await Store.WriteAsync(
            "a/b",
            async (stream, stop) =>
            {
                await stream.WriteAsync(Bytes(Large), stop);
                Assert.Null(await Store.LengthAsync("a/b", stop));
                Assert.Null(await Store.OpenReadAsync("a/b", stop));
                Assert.Empty(await ListAsync("a"));
            },
            Stop);
        Assert.Equal(Large, await Store.LengthAsync("a/b", Stop));
    }

    [Fact]
    public async Task A_cancelled_write_leaves_nothing()
    {
        using var cancellation = CancellationTokenSource.CreateLinkedTokenSource(Stop);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Store.WriteAsync(
            "a/b",
            async (stream, stop) =>
            {
                await stream.WriteAsync(Bytes(Large), stop);
                await cancellation.CancelAsync();
                await stream.WriteAsync(Bytes(Large), stop);
            },
            cancellation.Token));
        Assert.Null(await Store.LengthAsync("a/b", Stop));
    }

    [Fact]
    public async Task Keys_are_listed_by_whole_segments_in_order()
    {
        foreach (string key in (string[])["imports/2/b", "imports/2/a", "imports/20/a", "imports/1/a.csv", "imports/2/a-b/c", "other/x"])
            await WriteAsync(key, [1]);
        Assert.Equal(["imports/2/a", "imports/2/a-b/c", "imports/2/b"], await ListAsync("imports/2"));
        Assert.Equal(["imports/2/a", "imports/2/a-b/c", "imports/2/b"], await ListAsync("imports/2/"));
        Assert.Equal(["imports/1/a.csv", "imports/2/a", "imports/2/a-b/c", "imports/2/b", "imports/20/a", "other/x"], await ListAsync(string.Empty));
        Assert.Equal(["other/x"], await ListAsync("other/x"));
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
        await Assert.ThrowsAsync<ArgumentException>(() => Store.OpenReadAsync(key, Stop));
        await Assert.ThrowsAsync<ArgumentException>(() => Store.LengthAsync(key, Stop));
        await Assert.ThrowsAsync<ArgumentException>(() => Store.LeaseLocalFileAsync(key, Stop));
        await Assert.ThrowsAsync<ArgumentException>(() => Store.DeleteAsync(key, Stop));
    }

    [Fact]
    public async Task A_key_beyond_the_limits_is_refused()
    {
        string segment = new('a', ArtifactPath.SegmentLength);
        await WriteAsync(segment, [1]);
        await Assert.ThrowsAsync<ArgumentException>(() => WriteAsync(segment + 'a', [1]));
        string key = string.Join('/', Enumerable.Repeat(new string('a', 100), 5));
        await WriteAsync(key, [2]);
        Assert.Equal([2], await ReadLeasedAsync(key));
        await Assert.ThrowsAsync<ArgumentException>(() => WriteAsync(key + "/aaaaaaaaaaaa", [1]));
    }

    [Theory]
    [InlineData(20, 1_000)]
    [InlineData(4, Large)]
    public async Task Rivals_for_one_key_leave_one_whole_blob(int rivals, int length)
    {
        await Task.WhenAll(Enumerable.Range(1, rivals).Select(i => WriteAsync("a/b", [.. Enumerable.Repeat((byte)i, length)])));
        byte[] bytes = await ReadAsync("a/b");
        Assert.Equal(length, bytes.Length);
        Assert.Equal(-1, bytes.AsSpan().IndexOfAnyExcept(bytes[0]));
    }

    [Fact]
    public async Task Large_and_small_rivals_leave_one_whole_blob()
    {
        await Store.WriteAsync(
            "a/b",
            async (stream, stop) =>
            {
                await stream.WriteAsync(Bytes(Large), stop);
                await WriteAsync("a/b", [1, 2]);
            },
            Stop);
        Assert.Contains(await Store.LengthAsync("a/b", Stop), (long?[])[2, Large]);
    }

    /// <summary>Opens an empty store.</summary>
    protected abstract Task<IArtifactStore> OpenAsync();

    protected Task WriteAsync(string key, byte[] bytes) => Store.WriteAsync(key, (s, stop) => s.WriteAsync(bytes, stop).AsTask(), Stop);

    protected async Task<List<string>> ListAsync(string prefix)
    {
        var keys = new List<string>();
        await foreach (string key in Store.ListAsync(prefix, Stop))
            keys.Add(key);
        return keys;
    }

    protected async Task<byte[]> ReadAsync(string key)
    {
        await using Stream? stream = await Store.OpenReadAsync(key, Stop);
        using var bytes = new MemoryStream();
        await stream!.CopyToAsync(bytes, Stop);
        return bytes.ToArray();
    }

    protected static byte[] Bytes(int length) => [.. Enumerable.Range(0, length).Select(i => (byte)(i * 31 ^ i >> 8))];

    /// <summary>Says no more than that they differ: megabytes make no message.</summary>
    private static void AssertSame(byte[] expected, byte[] actual) => Assert.True(expected.AsSpan().SequenceEqual(actual), "the bytes differ");

    private async Task<byte[]> ReadLeasedAsync(string key)
    {
        await using ILocalFileLease? lease = await Store.LeaseLocalFileAsync(key, Stop);
        Assert.True(Path.IsPathRooted(lease!.Path));
        return await File.ReadAllBytesAsync(lease.Path, Stop);
    }

    private static void WritePieces(Stream stream, byte[] bytes)
    {
        for (int at = 0, piece = 1; at < bytes.Length; at += piece, piece = Math.Min(piece * 3, bytes.Length - at))
            stream.Write(bytes, at, piece);
    }
}
