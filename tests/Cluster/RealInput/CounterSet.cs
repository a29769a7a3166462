using DuckDB.NET.Data;
using Sylvan.Data.Csv;

namespace MediaAnalytics.Tests.Cluster.RealInput;

/// <summary>A real set of counters: where it lies, how its columns map, and an independent computation of its totals.</summary>
/// <param name="File">Path under the data folder.</param>
/// <param name="Platform">What the readings are set to.</param>
/// <param name="Id">Column of the video's id.</param>
/// <param name="At">Column of the observation.</param>
/// <param name="Columns">Columns by counter.</param>
internal sealed record CounterSet(string File, string Platform, string Id, string At, IReadOnlyDictionary<string, string> Columns)
{
    public static CounterSet YouTubeTrending { get; } = new(
        "counters/youtube-trending-US-2017.csv", "youtube-2017", "video_id", "date",
        new Dictionary<string, string> { ["views"] = "views", ["likes"] = "likes", ["comments"] = "comment_total" });

    public static CounterSet Bilibili { get; } = new(
        "counters/bilibili-popular-music-2023.csv", "bilibili-2023", "bvid", "date",
        new Dictionary<string, string> { ["views"] = "view", ["likes"] = "like", ["comments"] = "reply", ["shares"] = "share" });

    public static CounterSet YouTubeSnapshots { get; } = new(
        "counters/youtube-mv-snapshots-2025.csv", "youtube-2025", "video_id", "run_datetime_utc",
        new Dictionary<string, string> { ["views"] = "view_count", ["likes"] = "like_count", ["comments"] = "comment_count" });

    /// <summary>The arguments of <c>gateway observe</c>.</summary>
    public IEnumerable<string> Arguments(string file) =>
    [
        "observe", file, "--map", $"mv={Id}", "--map", $"observedAt={At}", "--set", $"platform={Platform}", "--set", "source=export",
        .. Columns.SelectMany(column => new[] { "--map", $"{column.Key}={column.Value}" }),
    ];

    /// <summary>Writes the set's catalogue: its ids, each with the last title it bears.</summary>
    public async Task WriteCatalogueAsync(string source, string target)
    {
        var titles = new Dictionary<string, string>(StringComparer.Ordinal);
        await foreach (CsvDataReader row in RowsAsync(source))
            titles[row.GetString(row.GetOrdinal(Id))] = row.GetString(row.GetOrdinal("title"));
        await using var writer = new StreamWriter(target);
        await writer.WriteLineAsync("id,title");
        foreach ((string id, string title) in titles)
            await writer.WriteLineAsync($"{id},\"{title.Replace("\"", "\"\"", StringComparison.Ordinal)}\"");
    }

    /// <summary>Videos, and the sum over them of each counter's newest value, of two values at one instant the larger: by SQL over the raw file.</summary>
    public async Task<(int Videos, IReadOnlyDictionary<string, long> Totals)> ComputeAsync(string source)
    {
        await using var duckDb = new DuckDBConnection("DataSource=:memory:");
        await duckDb.OpenAsync();
        string rows = $"read_csv('{source.Replace("'", "''", StringComparison.Ordinal)}', all_varchar = true)";
        var totals = new Dictionary<string, long>();
        foreach ((string counter, string column) in Columns)
        {
            totals[counter] = await ScalarAsync(
                duckDb,
                $"""
                SELECT sum(newest)::BIGINT FROM (
                    SELECT arg_max(value, observed) AS newest FROM (
                        SELECT "{Id}" AS id, CAST("{At}" AS TIMESTAMP) AS observed, max(CAST("{column}" AS BIGINT)) AS value
                        FROM {rows} WHERE "{column}" <> '' GROUP BY ALL)
                    GROUP BY id)
                """);
        }

        return ((int)await ScalarAsync(duckDb, $"SELECT count(DISTINCT \"{Id}\") FROM {rows}"), totals);
    }

    private static async Task<long> ScalarAsync(DuckDBConnection duckDb, string sql)
    {
        await using DuckDBCommand command = duckDb.CreateCommand();
        command.CommandText = sql;
        return (long)(await command.ExecuteScalarAsync())!;
    }

    private static async IAsyncEnumerable<CsvDataReader> RowsAsync(string source)
    {
        await using CsvDataReader rows = await CsvDataReader.CreateAsync(source);
        while (await rows.ReadAsync())
            yield return rows;
    }
}
