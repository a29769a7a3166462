using System.Diagnostics;
using MediaAnalytics.Tests.Processes;

namespace MediaAnalytics.Tests.Benchmarks.Ingest;

/// <summary>
/// Durable ingestion end to end: JSON lines over loopback HTTP into the real server, 500 readings a request, 16 connections, each request acknowledged after
/// fsync; against the same batches as rows with the same primary key in SQLite and DuckDB, without HTTP, over 16 connections, each transaction durable.
/// </summary>
internal static class IngestBenchmark
{
    /// <summary>Connections of each contender.</summary>
    public const int Connections = 16;

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    public static async Task RunAsync(int readings)
    {
        Console.WriteLine($"{readings:N0} readings in batches of {IngestReadings.PerBatch}, {Connections} connections");
        var input = new IngestReadings(readings);
        using var folder = new TemporaryFolder();
        double sqlite = await RateAsync(input, new SqliteRows(folder["peer.sqlite"]));
        Console.WriteLine($"SQLite, rows, no HTTP       {sqlite,10:N0} readings a second");
        double duckDb = await RateAsync(input, new DuckDbRows(folder["peer.duckdb"]));
        Console.WriteLine($"DuckDB, rows, no HTTP       {duckDb,10:N0} readings a second");

        await using var server = new ServerProcess(folder["data"]);
        await server.StartAsync(CancellationToken.None);
        using var rows = new ServerRows(server.Url);
        double product = await RateAsync(input, rows);
        var clock = Stopwatch.StartNew();
        await rows.FoldedAsync(input.Count);
        Console.WriteLine($"this product, JSON and HTTP {product,10:N0} readings a second acknowledged, {product / Math.Max(sqlite, duckDb):N1} x the better of them; "
            + $"all folded {clock.Elapsed.TotalSeconds:N1} s later");
    }

    /// <summary>The rate of the second half; the first warms up what compiles and grows as it runs.</summary>
    private static async Task<double> RateAsync(IngestReadings input, IBatchTaker taker)
    {
        using (taker as IDisposable)
        {
            int half = input.Batches.Length / 2;
            await TakeAsync(input, taker, 0, half);
            return await TakeAsync(input, taker, half, input.Batches.Length);
        }
    }

    /// <summary>Has batches taken; readings a second, from the first call to the last answer.</summary>
    public static async Task<double> TakeAsync(IngestReadings input, IBatchTaker taker, int from, int to)
    {
        int next = from - 1;
        long taken = 0;
        var clock = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, Connections).Select(connection => Task.Run(async () =>
        {
            for (int batch; (batch = Interlocked.Increment(ref next)) < to && clock.Elapsed < Limit;)
            {
                await taker.TakeAsync(connection, input, batch);
                Interlocked.Add(ref taken, IngestReadings.PerBatch);
            }
        })));
        return taken / clock.Elapsed.TotalSeconds;
    }
}
