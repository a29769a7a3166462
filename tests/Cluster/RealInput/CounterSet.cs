using System.Globalization;
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

    /// <summary>Videos, and the sum over them of each counter's newest value; of two values at one instant the larger.</summary>
    public async Task<(int Videos, IReadOnlyDictionary<string, long> Totals)> ComputeAsync(string source)
    {
        var newest = new Dictionary<(string Id, string Counter), (DateTimeOffset At, long Value)>();
        await foreach (CsvDataReader row in RowsAsync(source))
        {
            string id = row.GetString(row.GetOrdinal(Id));
            var at = DateTimeOffset.Parse(row.GetString(row.GetOrdinal(At)), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
            foreach ((string counter, string column) in Columns)
            {
                if (row.GetString(row.GetOrdinal(column)) is not { Length: > 0 } text)
                    continue;
                (DateTimeOffset At, long Value) value = (at, long.Parse(text, CultureInfo.InvariantCulture));
                if (!newest.TryGetValue((id, counter), out var known) || value.CompareTo(known) > 0)
                    newest[(id, counter)] = value;
            }
        }

        var totals = newest.GroupBy(entry => entry.Key.Counter).ToDictionary(group => group.Key, group => group.Sum(entry => entry.Value.Value));
        return (newest.Keys.Select(key => key.Id).Distinct().Count(), totals);
    }

    private static async IAsyncEnumerable<CsvDataReader> RowsAsync(string source)
    {
        await using CsvDataReader rows = await CsvDataReader.CreateAsync(source);
        while (await rows.ReadAsync())
            yield return rows;
    }
}
