using System.Globalization;
using MediaAnalytics.Tests.Benchmarks;
using MediaAnalytics.Tests.Benchmarks.DecodeScaling;
using MediaAnalytics.Tests.Benchmarks.Ingest;

// dotnet run -c Release --project tests/Benchmarks -- storage [SECONDS per figure, 3] | redis [SECONDS, 3] | facts | fold | ingest [READINGS, 8000000] | restart [MVS, 1000000] |
// decode-scaling [MVS a round, 24] | cluster-ingest [READINGS a round, 1000000]
double? number = args.Length > 1 ? double.Parse(args[1], CultureInfo.InvariantCulture) : null;
switch (args.FirstOrDefault())
{
    case "storage":
        await StorageBenchmark.RunAsync(TimeSpan.FromSeconds(number ?? 3));
        return 0;
    case "redis":
        await RedisBenchmark.RunAsync(TimeSpan.FromSeconds(number ?? 3));
        return 0;
    case "facts":
        await FactsBenchmark.RunAsync();
        return 0;
    case "fold":
        FoldBenchmark.Run();
        return 0;
    case "ingest":
        await IngestBenchmark.RunAsync((int)(number ?? 8_000_000));
        return 0;
    case "restart":
        await RestartBenchmark.RunAsync((int)(number ?? 1_000_000));
        return 0;
    case "decode-scaling":
        await DecodeScalingBenchmark.RunAsync((int)(number ?? 24));
        return 0;
    case "cluster-ingest":
        await ClusterIngestBenchmark.RunAsync((int)(number ?? 1_000_000));
        return 0;
    default:
        Console.Error.WriteLine("Name a benchmark: storage, redis, facts, fold, ingest, restart, decode-scaling, cluster-ingest.");
        return 2;
}
