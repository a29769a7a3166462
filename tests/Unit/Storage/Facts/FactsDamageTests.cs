using MediaAnalytics.Storage;
using MediaAnalytics.Storage.Facts;
using Xunit;

namespace MediaAnalytics.Tests.Unit.Storage.Facts;

public sealed class FactsDamageTests : IDisposable
{
    private readonly FactsFolder _folder = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private ParquetFactsStore Store => _folder.Store;

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(4)]
    [InlineData(100)]
    [InlineData(-20)]
    [InlineData(-3)]
    public async Task A_changed_byte_is_found_wherever_it_is(int place)
    {
        var files = await TwoFilesAsync();
        byte[] bytes = await File.ReadAllBytesAsync(_folder.PathOf(files[1]), Stop);
        bytes[place < 0 ? bytes.Length + place : place] ^= 1;
        await File.WriteAllBytesAsync(_folder.PathOf(files[1]), bytes, Stop);
        await RefusedAsync(files, "XXH64");
    }

    [Fact]
    public async Task A_change_after_the_first_read_is_found_too()
    {
        var files = await TwoFilesAsync();
        Assert.Equal(20, (await Store.ReadingsOfMvAsync(files, "mv", 100, Stop)).Count);
        byte[] bytes = await File.ReadAllBytesAsync(_folder.PathOf(files[1]), Stop);
        bytes[100] ^= 1;
        await File.WriteAllBytesAsync(_folder.PathOf(files[1]), bytes, Stop);
        await RefusedAsync(files, "XXH64");
    }

    [Fact]
    public async Task A_change_that_shows_no_new_time_is_found_by_verifying()
    {
        var files = await TwoFilesAsync();
        string path = _folder.PathOf(files[1]);
        Assert.Equal(20, (await Store.ReadingsOfMvAsync(files, "mv", 100, Stop)).Count);
        var written = File.GetLastWriteTimeUtc(path);
        byte[] bytes = await File.ReadAllBytesAsync(path, Stop);
        Array.Clear(bytes, 8, bytes.Length - 16);
        await File.WriteAllBytesAsync(path, bytes, Stop);
        File.SetLastWriteTimeUtc(path, written);
        await RefusedAsync(files, "XXH64", verifyFirst: true);
    }

    [Fact]
    public async Task A_truncated_file_is_found()
    {
        var files = await TwoFilesAsync();
        using (var file = File.OpenWrite(_folder.PathOf(files[1])))
        {
            file.SetLength(file.Length - 1);
        }

        await RefusedAsync(files, "bytes");
    }

    [Fact]
    public async Task A_file_in_the_place_of_another_is_found()
    {
        var files = await TwoFilesAsync();
        File.Copy(_folder.PathOf(files[0]), _folder.PathOf(files[1]), overwrite: true);
        await RefusedAsync(files, files[1].Key);
    }

    [Fact]
    public async Task A_missing_file_is_found()
    {
        var files = await TwoFilesAsync();
        await Store.DeleteAsync(files[1].Key, Stop);
        await RefusedAsync(files, "not in the artifact store");
    }

    [Fact]
    public async Task Bytes_that_are_no_parquet_though_their_hash_holds_are_named()
    {
        var good = await Store.WriteAsync(0, 1, FactsFolder.Entries(1, 10), Stop);
        byte[] bytes = [.. "PAR1"u8, .. new byte[100], .. "PAR1"u8];
        await File.WriteAllBytesAsync(_folder.PathOf(good), bytes, Stop);
        var bad = good with { Bytes = bytes.Length, Hash = System.IO.Hashing.XxHash64.HashToUInt64(bytes) };
        var thrown = await Assert.ThrowsAsync<FactsDamagedException>(() => Store.ReadingsOfMvAsync([bad], "mv", 100, Stop));
        Assert.Contains(bad.Key, thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_says_too_few_rows_is_not_compacted()
    {
        var files = await TwoFilesAsync();
        await Assert.ThrowsAsync<InvalidOperationException>(() => Store.CompactAsync(0, 1, [files[0], files[1] with { Rows = 9 }], Stop));
        Assert.Equal(2, _folder.AllFiles().Length);
    }

    [Fact]
    public async Task A_write_that_the_disk_refuses_leaves_nothing_and_the_next_one_works()
    {
        // DuckDB cannot make its file: a folder of that name is in the way.
        string work = Path.Combine(_folder.Data, ParquetFactsStore.FolderName);
        var thrown = await Assert.ThrowsAsync<StorageUnavailableException>(() => new FactsFiles(_folder.Artifacts, work).MakeAsync(
            7,
            1,
            (1, 2),
            path =>
            {
                using var session = new DuckDbSession(new FactsOptions(), work + "/spill");
                Directory.CreateDirectory(path);
                session.Execute(FactsSchema.CreateTable);
                session.Execute(FactsSchema.CopyFilled(path + "/missing/x"));
                return Task.FromResult((1L, 1L));
            },
            Stop));
        Assert.Contains("partition 7", thrown.Message, StringComparison.Ordinal);
        Assert.Contains("free space", thrown.Message, StringComparison.Ordinal);
        Assert.Empty(_folder.AllFiles());
        Assert.Empty(Directory.GetFileSystemEntries(work));

        // The store has no room for the copy.
        var refusing = new FactsFiles(new FullArtifacts(), work);
        var full = await Assert.ThrowsAsync<StorageUnavailableException>(() => refusing.MakeAsync(
            7,
            1,
            (1, 2),
            async path =>
            {
                await File.WriteAllBytesAsync(path, new byte[1_000_000], Stop);
                return (1, 1);
            },
            Stop));
        Assert.All(
            ["partition 7 could not be written as facts/7/1-1-2-", work, "No space left on device", "free space"],
            part => Assert.Contains(part, full.Message, StringComparison.Ordinal));
        Assert.Empty(Directory.GetFileSystemEntries(work));
        await Store.WriteAsync(0, 1, FactsFolder.Entries(1, 10), Stop);
    }

    private async Task<FactsFile[]> TwoFilesAsync() =>
        [await Store.WriteAsync(0, 1, FactsFolder.Entries(1, 10), Stop), await Store.WriteAsync(0, 1, FactsFolder.Entries(11, 10), Stop)];

    /// <summary>Every way to read refuses the second file, by name.</summary>
    private async Task RefusedAsync(FactsFile[] files, string why, bool verifyFirst = false)
    {
        Func<Task>[] reads =
        [
            () => Store.ReadingsAsync(files, [new("mv", "yt", "s")], 100, Stop),
            () => Store.ReadingsOfMvAsync(files, "mv", 100, Stop),
            () => Store.RecordsOfMvAsync(files, "mv", 100, Stop),
            () => Store.AllReadingsAsync(files, 100, Stop).ToArrayAsync(Stop).AsTask(),
            () => Store.ReplayAsync(files, 0, 100, Stop).ToArrayAsync(Stop).AsTask(),
            () => Store.CompactAsync(0, 1, files, Stop),
        ];
        if (!verifyFirst)
        {
            foreach (var read in reads)
            {
                var thrown = await Assert.ThrowsAsync<FactsDamagedException>(read);
                Assert.Contains(files[1].Key, thrown.Message, StringComparison.Ordinal);
                Assert.Contains(why, thrown.Message, StringComparison.Ordinal);
                Assert.Contains("Restore", thrown.Message, StringComparison.Ordinal);
            }
        }

        string problem = Assert.Single(await Store.VerifyAsync(files, Stop));
        Assert.Contains(files[1].Key, problem, StringComparison.Ordinal);
        Assert.Contains(why, problem, StringComparison.Ordinal);
        await Assert.ThrowsAsync<FactsDamagedException>(reads[0]);
        Assert.Equal(10, (await Store.ReadingsOfMvAsync([files[0]], "mv", 100, Stop)).Count);
    }
}
