using System.Diagnostics;
using System.Runtime.CompilerServices;
using MediaAnalytics.Contracts.Observations;
using MediaAnalytics.Grains.Observations.Folding;
using MediaAnalytics.Storage.EventLog;

namespace MediaAnalytics.Tests.Benchmarks;

/// <summary>
/// Encoded log entries of 500 readings folded on one thread, series in random order, against the plainest fold there is (decoded readings into a dictionary)
/// of the same entries in the same run, round by round, the medians; then memory per (MV, platform), and a restart from the snapshot.
/// </summary>
internal static class FoldBenchmark
{
    private const int PerEntry = 500;
    private const int ReadingsPerRound = 2_000_000;
    private const int Rounds = 5;
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly string[] Platforms = ["youtube", "bilibili"];

    public static void Run()
    {
        var warm = new PartitionFold(new([]));
        for (int sweep = 0; sweep < 50; sweep++)
            Fold(warm, Sweeps(20_000, sweep, 1, 1));
        foreach (int series in (int[])[20_000, 200_000, 2_000_000])
            Measure(series);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Measure(int series)
    {
        int sweeps = Math.Max(1, ReadingsPerRound / series);
        List<LogEntry> first = Sweeps(series, 0, 1, 1);
        long before = GC.GetTotalMemory(forceFullCollection: true);
        var fold = new PartitionFold(new([]));
        fold.Recent.Prune(Start.AddDays(40).UtcTicks);
        Fold(fold, first);
        double bytes = (GC.GetTotalMemory(forceFullCollection: true) - before) / (double)series;
        var plain = new Dictionary<(string, string, string), long[]>();
        Plain(plain, first);

        double[] rates = new double[Rounds], peers = new double[Rounds];
        for (int round = 0; round < Rounds; round++)
        {
            List<LogEntry> timed = Sweeps(series, 1 + (round * sweeps), sweeps, fold.Cursor + 1);
            double readings = (double)series * sweeps;
            rates[round] = readings / Fold(fold, timed).TotalSeconds;
            peers[round] = readings / Plain(plain, timed).TotalSeconds;
        }

        Array.Sort(rates);
        Array.Sort(peers);
        double rate = rates[Rounds / 2], peer = peers[Rounds / 2];
        Console.WriteLine(
            $"fold, {series,9:N0} series {rate,12:N0} readings a second (of {Rounds} rounds {rates[0]:N0} to {rates[^1]:N0}) {rate / peer,6:N1} x a dictionary of decoded readings ({peer:N0}); {bytes:N0} bytes per (MV, platform)");
        if (series == 2_000_000)
            Restart(fold);
    }

    private static TimeSpan Fold(PartitionFold fold, List<LogEntry> entries)
    {
        var clock = Stopwatch.StartNew();
        foreach (LogEntry entry in entries)
            fold.Apply(in entry);
        return clock.Elapsed;
    }

    private static TimeSpan Plain(Dictionary<(string, string, string), long[]> rows, List<LogEntry> entries)
    {
        var clock = Stopwatch.StartNew();
        foreach (LogEntry entry in entries)
        {
            foreach (Reading reading in ((LogEvent.CountersObserved)LogEventCodec.Decode(entry.Payload)).Readings)
            {
                if (!rows.TryGetValue((reading.Mv, reading.Platform, reading.Source), out long[]? row))
                    rows.Add((reading.Mv, reading.Platform, reading.Source), row = new long[Counters.Count]);
                for (Counter counter = 0; (int)counter < Counters.Count; counter++)
                    row[(int)counter] = Math.Max(row[(int)counter], reading.Counters[counter]);
            }
        }

        return clock.Elapsed;
    }

    private static void Restart(PartitionFold fold)
    {
        string path = Path.GetTempFileName();
        try
        {
            var clock = Stopwatch.StartNew();
            using (FileStream written = File.Create(path))
                FoldSnapshot.Write(fold, written);
            TimeSpan write = clock.Elapsed;
            clock.Restart();
            using (FileStream check = File.OpenRead(path))
                SnapshotReader.Check(check);
            using (FileStream stream = new(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 17))
                FoldSnapshot.Read(stream, new([]));
            TimeSpan read = clock.Elapsed;
            clock.Restart();
            CellTableBuilder.Build(fold, Start.AddDays(40));
            Console.WriteLine(
                $"snapshot of 2,000,000 rows: {new FileInfo(path).Length / 1e6:N0} MB, written in {write.TotalSeconds:N1} s, read in {read.TotalSeconds:N1} s; cell table in {clock.Elapsed.TotalSeconds:N2} s");
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static List<LogEntry> Sweeps(int series, int from, int count, long offset)
    {
        var random = new Random(from + 1);
        int[] order = [.. Enumerable.Range(0, series)];
        var entries = new List<LogEntry>();
        for (int sweep = from; sweep < from + count; sweep++)
        {
            random.Shuffle(order);
            foreach (int[] chunk in order.Chunk(PerEntry))
            {
                var batch = new BatchHeader(Guid.Empty, Start.AddHours(sweep), chunk.Length, 0);
                Reading[] readings = [.. chunk.Select(one => new Reading
                {
                    Mv = $"mv-{one / 2:D8}",
                    Platform = Platforms[one % 2],
                    Source = "api",
                    ObservedAt = Start.AddHours(sweep),
                    Counters = new(1_000L * sweep + one, 10L * sweep + one, 500L * sweep + one, 5L * sweep, 2L * sweep, sweep),
                })];
                entries.Add(new(offset++, LogEventCodec.Encode(new LogEvent.CountersObserved(batch, readings))));
            }
        }

        return entries;
    }
}
