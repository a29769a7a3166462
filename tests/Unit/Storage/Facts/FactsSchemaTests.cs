using DuckDB.NET.Data;
using MediaAnalytics.Storage.Facts;
using Xunit;

namespace MediaAnalytics.Tests.Unit.Storage.Facts;

public sealed class FactsSchemaTests : IDisposable
{
    private const string Golden =
        """
        kind UTINYINT
        log_offset BIGINT
        ordinal INTEGER
        batch UUID
        received_ticks BIGINT
        batch_appended INTEGER
        batch_quarantined INTEGER
        mv VARCHAR
        platform VARCHAR
        source VARCHAR
        observed_ticks BIGINT
        impressions BIGINT
        clicks BIGINT
        views BIGINT
        likes BIGINT
        comments BIGINT
        shares BIGINT
        version BIGINT
        body BLOB
        """;

    private readonly FactsFolder _folder = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_file_has_these_columns_for_ever_compacted_or_not()
    {
        var file = await _folder.Store.WriteAsync(5, 2, FactsFolder.Entries(1, 3), Stop);
        var compacted = await _folder.Store.CompactAsync(5, 2, [file], Stop);
        Assert.Equal(Golden, Query($"DESCRIBE SELECT * FROM {Table(file)}", static r => $"{r.GetString(0)} {r.GetString(1)}"));
        Assert.Equal(Golden, Query($"DESCRIBE SELECT * FROM {Table(compacted)}", static r => $"{r.GetString(0)} {r.GetString(1)}"));
        Assert.Equal(
            "1 1 0 00000001-0000-0000-0000-000000000000 7 1 0 mv yt s 1 null null 1 null null null null null",
            Query($"SELECT * FROM {Table(compacted)} LIMIT 1", static r => string.Join(' ', Enumerable.Range(0, r.FieldCount).Select(i => r.IsDBNull(i) ? "null" : $"{r.GetValue(i)}"))));
    }

    [Fact]
    public async Task Names_tell_partition_epoch_and_offsets_and_never_recur()
    {
        var file = await _folder.Store.WriteAsync(5, 2, FactsFolder.Entries(1, 3), Stop);
        var again = await _folder.Store.WriteAsync(5, 2, FactsFolder.Entries(1, 3), Stop);
        var compacted = await _folder.Store.CompactAsync(5, 2, [file], Stop);
        Assert.All([file, again, compacted], static f => Assert.Matches("^facts/5/2-1-3-[0-9a-f]{12}\\.parquet$", f.Key));
        string[] keys = [file.Key, again.Key, compacted.Key];
        Assert.Equal(3, keys.Distinct().Count());
        Assert.Equal(keys.Order(StringComparer.Ordinal), await _folder.Store.ListAsync(5, Stop).ToArrayAsync(Stop));
        Assert.Empty(await _folder.Store.ListAsync(4, Stop).ToArrayAsync(Stop));
        await _folder.Store.DeleteAsync(again.Key, Stop);
        Assert.Equal(2, (await _folder.Store.ListAsync(5, Stop).ToArrayAsync(Stop)).Length);
    }

    [Fact]
    public async Task Merged_rows_lie_sorted_in_groups_that_a_search_can_skip()
    {
        var entries = Enumerable.Range(0, 60).SelectMany(static i => FactsFolder.Entries(1 + (i * 4_000), 4_000, $"mv{i % 10}")).ToArray();
        FactsFile[] files = [await _folder.Store.WriteAsync(0, 1, entries[..100_000], Stop), await _folder.Store.WriteAsync(0, 1, entries[100_000..], Stop)];
        var file = await _folder.Store.CompactAsync(0, 1, files, Stop);
        string groups = Query(
            $"SELECT stats_min_value, stats_max_value, row_group_num_rows FROM parquet_metadata({DuckDbSession.Literal(_folder.PathOf(file))}) WHERE path_in_schema = 'mv' ORDER BY row_group_id",
            static r => $"{r.GetString(0)} {r.GetString(1)}");
        Assert.Equal("mv0 mv4\nmv4 mv8\nmv8 mv9", groups);
    }

    [Theory]
    [InlineData(0, 512, 2, "Connections")]
    [InlineData(4, 127, 2, "MemoryMegabytes")]
    [InlineData(4, 512, 65, "Threads")]
    public void An_option_out_of_range_is_named(int connections, int memory, int threads, string key)
    {
        Assert.Null(new FactsOptions().Problem());
        var options = new FactsOptions { Connections = connections, MemoryMegabytes = memory, Threads = threads };
        Assert.Contains(key, options.Problem(), StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => ParquetFactsStore.Open(_folder.Artifacts, options, _folder.Data));
    }

    [Fact]
    public void What_was_under_way_when_a_process_was_killed_is_swept_at_the_next_start()
    {
        using var other = new TempFolder();
        string left = Directory.CreateDirectory(other.File($"{ParquetFactsStore.FolderName}/file-1")).FullName;
        File.WriteAllText(Path.Combine(left, "facts.parquet"), "half");
        ParquetFactsStore.Open(_folder.Artifacts, new FactsOptions(), other.Path).Dispose();
        Assert.False(Directory.Exists(left));
    }

    private string Table(FactsFile file) => $"read_parquet({DuckDbSession.Literal(_folder.PathOf(file))})";

    private static string Query(string sql, Func<DuckDBDataReader, string> read)
    {
        using var session = new DuckDbSession(new FactsOptions { Threads = 1 }, Path.GetTempPath() + "none");
        return string.Join('\n', session.Rows(sql, read));
    }
}
