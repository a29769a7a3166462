using System.Diagnostics;
using MediaAnalytics.Contracts.Catalogue;
using MediaAnalytics.Storage.EventLog;
using MediaAnalytics.Storage.GrainState;
using MediaAnalytics.Storage.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Serialization;
using Orleans.Storage;

namespace MediaAnalytics.Tests.Benchmarks;

/// <summary>Durable appends and state writes a second, against one transaction per append on the same disk in the same run.</summary>
internal static class StorageBenchmark
{
    private const int PayloadBytes = 1_000;

    public static async Task RunAsync(TimeSpan each)
    {
        string folder = Directory.CreateTempSubdirectory("ma-bench-").FullName;
        try
        {
            double alone = OneTransactionPerAppend(folder, each);
            Print("one transaction per append", 1, alone, alone);
            using (var log = SqliteEventLog.Open(folder, 8))
            {
                foreach (int writers in (int[])[1, 4, 16, 64, 256])
                {
                    byte[] payload = new byte[PayloadBytes];
                    double rate = await RateAsync(writers, each, (w, n) => log.AppendAsync([new LogAppend(w % 8, payload)]));
                    Print("group commit, event log", writers, rate, alone);
                }
            }

            await StatesAsync(folder, each, alone);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static double OneTransactionPerAppend(string folder, TimeSpan each)
    {
        using var session = SqliteFile.OpenWriter(Path.Combine(folder, "alone.db"));
        session.Execute("CREATE TABLE t (id INTEGER PRIMARY KEY, body BLOB)");
        byte[] payload = new byte[PayloadBytes];
        var clock = Stopwatch.StartNew();
        long n = 0;
        while (clock.Elapsed < each)
        {
            session.Execute("BEGIN IMMEDIATE");
            session.Execute("INSERT INTO t (body) VALUES ($1)", payload);
            session.Execute("COMMIT");
            n++;
        }

        return n / clock.Elapsed.TotalSeconds;
    }

    private static async Task StatesAsync(string folder, TimeSpan each, double alone)
    {
        using var database = StateDatabase.Open(folder);
        await using var services = new ServiceCollection().AddSerializer().BuildServiceProvider();
        var storage = ActivatorUtilities.CreateInstance<SqliteGrainStorage>(
            services, database, ActivatorUtilities.CreateInstance<OrleansGrainStorageSerializer>(services), new WorkSignal());
        foreach (int writers in (int[])[1, 256])
        {
            var states = Enumerable.Range(0, writers).Select(static _ => new GrainState<MvRecord>()).ToArray();
            var fresh = GrainState(writers);
            double rate = await RateAsync(
                writers,
                each,
                (w, n) =>
                {
                    // Each write makes a new grain's row, as an import does.
                    var state = fresh(w, n);
                    return storage.WriteStateAsync("mv", GrainId.Create("mv", $"{writers}-{w}-{n}"), state);
                });
            Print("group commit, new grain states", writers, rate, alone);

            rate = await RateAsync(
                writers,
                each,
                (w, n) =>
                {
                    states[w].State = fresh(w, n).State;
                    return storage.WriteStateAsync("mv", GrainId.Create("mv", $"again-{writers}-{w}"), states[w]);
                });
            Print("group commit, grain states again", writers, rate, alone);
        }
    }

    private static Func<int, long, GrainState<MvRecord>> GrainState(int writers) => (w, n) => new GrainState<MvRecord>(new MvRecord
    {
        Entry = new CatalogueEntry
        {
            Id = $"{writers}-{w}-{n}",
            Title = "A title of usual length (Official Video)",
            Track = "track-1",
            Creators = ["creator-1", "creator-2"],
            DeclaredGenre = "pop",
            PlatformIds = [new("youtube", "dQw4w9WgXcQ")],
        },
        Version = n,
    });

    private static async Task<double> RateAsync(int writers, TimeSpan each, Func<int, long, Task> write)
    {
        long done = 0;
        var clock = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, writers).Select(w => Task.Run(async () =>
        {
            for (long n = 0; clock.Elapsed < each; n++)
            {
                await write(w, n);
                Interlocked.Increment(ref done);
            }
        })));
        return done / clock.Elapsed.TotalSeconds;
    }

    private static void Print(string what, int writers, double rate, double alone) =>
        Console.WriteLine($"{what,-34} {writers,4} at once {rate,10:N0} a second {rate / alone,8:N1} x");
}
