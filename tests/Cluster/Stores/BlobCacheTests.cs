using System.Globalization;
using System.Security.Cryptography;
using MediaAnalytics.Storage;
using MediaAnalytics.Storage.Artifacts;
using MediaAnalytics.Storage.Artifacts.Blobs;
using MediaAnalytics.Tests.Processes;
using Xunit;

namespace MediaAnalytics.Tests.Stores;

public sealed class BlobCacheTests : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly List<string> opened = [];
    private readonly BlobCache cache;
    private Func<string, CancellationToken, Task<BlobContent?>> open = (key, _) => Task.FromResult(Content(key));

    public BlobCacheTests()
    {
        File.WriteAllText(folder["stale"], "of a process before");
        cache = BlobCache.Open(folder.Path, 100, (key, stop) =>
        {
            lock (opened)
                opened.Add(key);
            return open(key, stop);
        });
    }

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private int Copies => Directory.GetFiles(folder.Path).Length;

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task What_was_used_longest_ago_goes_first_and_what_is_in_use_stays()
    {
        Assert.Equal(0, Copies);
        await using ILocalFileLease held = await LeaseAsync("held-40");
        await UseAsync("a-30");
        await UseAsync("b-30");
        await UseAsync("a-30");
        Assert.Equal(["held-40", "a-30", "b-30"], opened);
        await UseAsync("c-30");
        Assert.Equal(3, Copies);
        await UseAsync("a-30");
        await UseAsync("held-40");
        Assert.Equal(4, opened.Count);
        await UseAsync("b-30");
        Assert.Equal(5, opened.Count);

        // Those in use may be more than the limit; then nothing else is kept.
        await using ILocalFileLease second = await LeaseAsync("second-90");
        Assert.True(File.Exists(held.Path));
        Assert.Equal(2, Copies);
        await second.DisposeAsync();
        Assert.Equal(1, Copies);
        Assert.True(File.Exists(held.Path));
    }

    [Fact]
    public async Task A_copy_beyond_the_limit_goes_with_its_last_lease_and_drives_nothing_out()
    {
        await UseAsync("a-60");
        ILocalFileLease first = await LeaseAsync("large-500"), second = await LeaseAsync("large-500");
        await first.DisposeAsync();
        await first.DisposeAsync();
        Assert.Equal(500, new FileInfo(second.Path).Length);
        await second.DisposeAsync();
        Assert.Equal(1, Copies);
        await UseAsync("a-60");
        Assert.Equal(["a-60", "large-500"], opened);
    }

    [Fact]
    public async Task Who_asks_at_once_shares_one_download_and_one_who_gives_up_does_not_end_it()
    {
        var release = new TaskCompletionSource();
        open = async (key, stop) =>
        {
            await release.Task.WaitAsync(stop);
            return Content(key);
        };
        using var impatient = new CancellationTokenSource();
        Task<ILocalFileLease?> lost = cache.LeaseAsync("a-10", impatient.Token);
        Task<ILocalFileLease?>[] rest = [.. Enumerable.Range(0, 20).Select(_ => cache.LeaseAsync("a-10", Stop))];
        await impatient.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => lost);
        release.SetResult();
        ILocalFileLease?[] leases = await Task.WhenAll(rest);
        Assert.Single(leases.Select(lease => lease!.Path).Distinct());
        Assert.Single(opened);
        foreach (ILocalFileLease? lease in leases)
            await lease!.DisposeAsync();
        Assert.Equal(1, Copies);
    }

    [Fact]
    public async Task A_download_that_nobody_waits_for_ends()
    {
        var ended = new TaskCompletionSource();
        open = async (_, stop) =>
        {
            try
            {
                await Task.Delay(Timeout.Infinite, stop);
                return null;
            }
            finally
            {
                ended.SetResult();
            }
        };
        using var impatient = new CancellationTokenSource();
        Task<ILocalFileLease?> lost = cache.LeaseAsync("a-10", impatient.Token);
        await impatient.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => lost);
        await ended.Task.WaitAsync(TimeSpan.FromSeconds(30), Stop);
        open = (key, _) => Task.FromResult(Content(key));
        await UseAsync("a-10");
    }

    [Fact]
    public async Task A_download_that_is_short_damaged_or_fails_is_not_handed_out_and_tried_again_when_next_asked()
    {
        foreach (Func<BlobContent?> bad in (Func<BlobContent?>[])[
            () => Content("a-10")! with { Length = 11 },
            () => Content("a-10")! with { Md5 = new byte[16] },
            () => throw new StorageUnavailableException("away")])
        {
            open = (_, _) => Task.FromResult(bad());
            await Assert.ThrowsAsync<StorageUnavailableException>(() => cache.LeaseAsync("a-10", Stop));
            Assert.Equal(0, Copies);
        }

        open = (_, _) => Task.FromResult<BlobContent?>(null);
        Assert.Null(await cache.LeaseAsync("a-10", Stop));
        open = (key, _) => Task.FromResult(Content(key));
        await UseAsync("a-10");
        Assert.Equal(5, opened.Count);
    }

    [Fact]
    public async Task A_key_forgotten_while_it_comes_is_fetched_anew()
    {
        var release = new TaskCompletionSource();
        open = async (key, _) =>
        {
            await release.Task;
            return Content(key);
        };
        Task<ILocalFileLease?> before = cache.LeaseAsync("a-10", Stop);
        cache.Forget("a-10");
        Task<ILocalFileLease?> after = cache.LeaseAsync("a-10", Stop);
        release.SetResult();
        await using (ILocalFileLease old = (await before)!)
        await using (ILocalFileLease young = (await after)!)
            Assert.NotEqual(old.Path, young.Path);
        Assert.Equal(1, Copies);
        Assert.Equal(2, opened.Count);
    }

    [Fact]
    public async Task Many_users_of_few_places_always_get_what_they_asked_for()
    {
        await Parallel.ForEachAsync(Enumerable.Range(0, 2_000), Stop, async (i, _) =>
        {
            string key = $"k{i * 7 % 11}-{20 + i * 7 % 11}";
            if (i % 97 == 0)
                cache.Forget(key);
            await using ILocalFileLease lease = await LeaseAsync(key);
            Assert.Equal(Bytes(key), await File.ReadAllBytesAsync(lease.Path, CancellationToken.None));
        });
        Assert.InRange(Directory.GetFiles(folder.Path).Sum(file => new FileInfo(file).Length), 1, 100);
    }

    private async Task<ILocalFileLease> LeaseAsync(string key) => (await cache.LeaseAsync(key, Stop))!;

    private async Task UseAsync(string key)
    {
        await using ILocalFileLease lease = await LeaseAsync(key);
        Assert.Equal(Bytes(key), await File.ReadAllBytesAsync(lease.Path, Stop));
    }

    /// <summary>As many bytes as the key ends with, of its own.</summary>
    private static byte[] Bytes(string key) => [.. Enumerable.Repeat((byte)key[0], int.Parse(key[(key.IndexOf('-') + 1)..], CultureInfo.InvariantCulture))];

#pragma warning disable CA5351 // What the store keeps of a blob.
    private static BlobContent? Content(string key) => new(new MemoryStream(Bytes(key)), Bytes(key).Length, MD5.HashData(Bytes(key)));
#pragma warning restore CA5351
}
