using System.Globalization;
using MediaAnalytics.Tests.Benchmarks;

// dotnet run -c Release --project tests/Benchmarks -- storage|facts|fold [SECONDS per figure, 3]
double seconds = args.Length > 1 ? double.Parse(args[1], CultureInfo.InvariantCulture) : 3;
switch (args.FirstOrDefault())
{
    case "storage":
        await StorageBenchmark.RunAsync(TimeSpan.FromSeconds(seconds));
        return 0;
    case "facts":
        await FactsBenchmark.RunAsync();
        return 0;
    case "fold":
        FoldBenchmark.Run();
        return 0;
    default:
        Console.Error.WriteLine("Name a benchmark: storage, facts, fold.");
        return 2;
}
