using System.Diagnostics;
using MediaAnalytics.Contracts.Observations;
using MediaAnalytics.Storage.Artifacts;
using MediaAnalytics.Storage.EventLog;
using MediaAnalytics.Storage.Facts;

namespace MediaAnalytics.Tests.Benchmarks;

/// <summary>Facts of 1 M readings in 10 files (20,000 MVs, 3 platforms, 2 sources; 60 readings an entry): written, read by series, compacted, replayed.</summary>
internal static class FactsBenchmark
{
    private const int Files = 10, EntriesPerFile = 1_667, ReadingsPerEntry = 60, Mvs = 20_000;

    private static readonly string[] Platforms = ["youtube", "bilibili", "douyin"], Sources = ["api", "report"];

    public static async Task RunAsync()
    {
        string folder = Directory.CreateTempSubdirectory("ma-facts-").FullName;
        try
        {
            var options = new FactsOptions { Threads = 1 };
            using var store = ParquetFactsStore.Open(FileArtifactStore.Open(folder), options, folder);
            var files = await WriteAsync(store);
            await ReadAsync(store, files, "10 files");
            var compacted = await TimeAsync("compact 10 files", () => store.CompactAsync(0, 1, files), static f => f.Rows);
            Console.WriteLine($"  compacted: {compacted.Bytes / (double)compacted.Rows:N1} bytes a reading");
            await ReadAsync(store, [compacted], "compacted");
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<FactsFile[]> WriteAsync(ParquetFactsStore store)
    {
        var random = new Random(1);
        var files = new FactsFile[Files];
        for (int i = 0; i < Files; i++)
        {
            var entries = Entries(random, 1 + ((long)i * EntriesPerFile));
            var cpu = Process.GetCurrentProcess().TotalProcessorTime;
            files[i] = await TimeAsync("write a file", () => store.WriteAsync(0, 1, entries), static f => f.Rows);
            cpu = Process.GetCurrentProcess().TotalProcessorTime - cpu;
            Console.WriteLine($"  {files[i].Rows / cpu.TotalSeconds:N0} readings a second of processor, {files[i].Bytes / (double)files[i].Rows:N1} bytes a reading");
        }

        return files;
    }

    private static async Task ReadAsync(ParquetFactsStore store, FactsFile[] files, string what)
    {
        var random = new Random(2);
        foreach (int wanted in (int[])[1, 100, 10_000])
        {
            for (int again = 0; again < 4; again++)
            {
                SeriesKey[] series = [.. Enumerable.Range(0, wanted).Select(_ => new SeriesKey(Mv(random), Platforms[random.Next(3)], Sources[random.Next(2)]))];
                await TimeAsync($"{what}: readings of {wanted} series", () => store.ReadingsAsync(files, series, long.MaxValue), static r => r.Count);
            }
        }

        await TimeAsync($"{what}: readings of an MV", () => store.ReadingsOfMvAsync(files, "mv-00007919", long.MaxValue), static r => r.Count);
        await TimeAsync($"{what}: all readings", async () => await store.AllReadingsAsync(files, long.MaxValue).CountAsync(), static n => n);
        await TimeAsync($"{what}: replay of entries", async () => await store.ReplayAsync(files, 0, long.MaxValue).CountAsync(), static n => n);
        await TimeAsync($"{what}: verify", () => store.VerifyAsync(files), static n => n.Count);
    }

    private static async Task<T> TimeAsync<T>(string what, Func<Task<T>> work, Func<T, long> count)
    {
        var clock = Stopwatch.StartNew();
        var result = await work();
        double seconds = clock.Elapsed.TotalSeconds;
        Console.WriteLine($"{what,-40} {seconds * 1000,9:N1} ms  {count(result),9:N0} results  {count(result) / seconds,12:N0} a second");
        return result;
    }

    private static string Mv(Random random) => $"mv-{(long)random.Next(Mvs) * 7919 % 1_000_003:D8}";

    private static LogEntry[] Entries(Random random, long first)
    {
        long start = new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc).Ticks, second = TimeSpan.TicksPerSecond;
        var entries = new LogEntry[EntriesPerFile];
        for (int i = 0; i < entries.Length; i++)
        {
            var readings = new Reading[ReadingsPerEntry];
            for (int r = 0; r < readings.Length; r++)
            {
                readings[r] = new()
                {
                    Mv = Mv(random),
                    Platform = Platforms[random.Next(3)],
                    Source = Sources[random.Next(2)],
                    ObservedAt = new(start + (random.Next(86_400) * second), TimeSpan.Zero),
                    Counters = new(random.Next(1_000_000), random.Next(100_000), random.Next(500_000), random.Next(10_000), random.Next(1_000), random.Next(1_000)),
                };
            }

            var batch = new BatchHeader(new Guid(random.Next(), 1, 2, new byte[8]), new(start + ((first + i) * second), TimeSpan.Zero), 500, 0);
            entries[i] = new(first + i, LogEventCodec.Encode(new LogEvent.CountersObserved(batch, readings)));
        }

        return entries;
    }
}
