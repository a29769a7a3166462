using System.Diagnostics;
using System.Globalization;
using MediaAnalytics.Contracts.Catalogue;
using MediaAnalytics.Contracts.Observations;
using MediaAnalytics.Storage;
using MediaAnalytics.Storage.EventLog;
using MediaAnalytics.Storage.Hosting;
using MediaAnalytics.Tests.Processes;

namespace MediaAnalytics.Tests.Benchmarks;

/// <summary>
/// A real server with a catalogue of MVs that have a reading of six counters on each of two platforms: killed once all is committed, and started again, until
/// it says that it is ready. The log is written directly: what is measured is the restart.
/// </summary>
internal static class RestartBenchmark
{
    private const int PerEntry = 500;
    private static readonly DateTimeOffset At = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static async Task RunAsync(int mvs)
    {
        using var folder = new TemporaryFolder();
        await WriteLogAsync(folder.Path, mvs);
        var clock = Stopwatch.StartNew();
        await using (var server = new ServerProcess(folder.Path))
        {
            await server.StartAsync(CancellationToken.None);
            while (Sum(await server.Client.GetStringAsync(new Uri("metrics", UriKind.Relative)), "media_analytics_log_head")
                > Sum(await server.Client.GetStringAsync(new Uri("metrics", UriKind.Relative)), "media_analytics_log_committed"))
            {
                await Task.Delay(500);
            }

            Console.WriteLine($"{mvs:N0} MVs x 2 platforms: first start, all folded and committed: {clock.Elapsed.TotalSeconds:N1} s");
            await server.KillAsync();
        }

        for (int run = 0; run < 3; run++)
        {
            await using var again = new ServerProcess(folder.Path);
            clock.Restart();
            await again.StartAsync(CancellationToken.None);
            Console.WriteLine($"killed and started again: ready after {clock.Elapsed.TotalSeconds:N1} s");
            await again.KillAsync();
        }
    }

    private static async Task WriteLogAsync(string folder, int mvs)
    {
        using var stores = new EmbeddedStores(new StorageOptions { Folder = folder });
        foreach (int[] chunk in Enumerable.Range(0, mvs).Chunk(PerEntry))
        {
            var batch = new BatchHeader(Guid.CreateVersion7(At), At, 2 * chunk.Length, 0);
            var appends = new List<LogAppend>();
            foreach (IGrouping<int, string> part in chunk.Select(i => $"mv-{i:D8}").GroupBy(mv => Partitioning.Of(mv, stores.Log.Partitions)))
            {
                Reading[] readings = [.. part.SelectMany(mv => new[] { Reading(mv, "youtube"), Reading(mv, "bilibili") })];
                appends.Add(new(part.Key, LogEventCodec.Encode(new LogEvent.CountersObserved(batch, readings))));
                appends.AddRange(part.Select(mv => new LogAppend(part.Key, LogEventCodec.Encode(new LogEvent.MvRecorded(Record(mv))))));
            }

            await stores.Log.AppendAsync(appends);
        }
    }

    private static Reading Reading(string mv, string platform) => new()
    {
        Mv = mv,
        Platform = platform,
        Source = "api",
        ObservedAt = At,
        Counters = new(mv.GetHashCode(StringComparison.Ordinal) & 0xFFFFF, 100, 5_000, 50, 5, 1),
    };

    private static MvRecord Record(string mv) => new()
    {
        Entry = new CatalogueEntry { Id = mv, Title = $"The title of {mv} (Official Video)", DeclaredGenre = "pop", Track = "track-1" },
        Version = 1,
        UpdatedAt = At,
    };

    private static double Sum(string metrics, string name) => metrics.Split('\n')
        .Where(line => line.StartsWith(name, StringComparison.Ordinal) && line.Contains('}', StringComparison.Ordinal))
        .Sum(line => double.Parse(line[(line.LastIndexOf('}') + 1)..].Trim().Split(' ')[0], CultureInfo.InvariantCulture));
}
