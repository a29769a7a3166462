using System.Diagnostics;
using MediaAnalytics.Tests.Processes;

namespace MediaAnalytics.Tests.Benchmarks.Ingest;

/// <summary>
/// Durable ingestion through one gateway of a real cluster into Redis, beside the embedded server's into SQLite in the same run, in turn: JSON lines over
/// loopback HTTP, 500 readings a request, 16 connections, each request acknowledged once durable; and how long the fold needs to catch up.
/// </summary>
internal static class ClusterIngestBenchmark
{
    private const int Rounds = 3;

    public static async Task RunAsync(int readings)
    {
        if (ClusterProcesses.Absent is { } missing)
        {
            Console.Error.WriteLine(missing);
            return;
        }

        using var folder = new TemporaryFolder();
        await using var embedded = new ServerProcess(folder["data"]);
        await using var cluster = new ClusterProcesses();
        await embedded.StartAsync(CancellationToken.None);
        await cluster.UpAsync(CancellationToken.None, "core-1", "gateway-1");
        using var local = new ServerRows(embedded.Url);
        using var remote = new ServerRows(
            await cluster.AddressAsync("gateway-1", CancellationToken.None), await cluster.AddressAsync("core-1", CancellationToken.None));
        Console.WriteLine($"{readings:N0} readings a round in batches of {IngestReadings.PerBatch}, {IngestBenchmark.Connections} connections");
        long sent = 0;
        for (int round = 0; round <= Rounds; round++)
        {
            var input = new IngestReadings(readings, round);
            sent += input.Count;
            double one = await RoundAsync("embedded", local), other = await RoundAsync("cluster", remote);
            Console.WriteLine($"{(round == 0 ? "warm-up" : $"round {round}")}: the cluster acknowledges {other / one:N2} x the embedded rate");

            async Task<double> RoundAsync(string name, ServerRows rows)
            {
                double rate = await IngestBenchmark.TakeAsync(input, rows, 0, input.Batches.Length);
                var clock = Stopwatch.StartNew();
                await rows.FoldedAsync(sent);
                Console.WriteLine($"{name,-10} {rate,10:N0} readings a second acknowledged; all folded {clock.Elapsed.TotalSeconds:N1} s later");
                return rate;
            }
        }
    }
}
