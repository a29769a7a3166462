using MediaAnalytics.Tests.Benchmarks;

// dotnet run -c Release --project tests/Benchmarks [SECONDS per figure, 3 | facts]
if (args is ["facts"])
{
    await FactsBenchmark.RunAsync();
    return;
}

double seconds = args.Length > 0 ? double.Parse(args[0], System.Globalization.CultureInfo.InvariantCulture) : 3;
await StorageBenchmark.RunAsync(TimeSpan.FromSeconds(seconds));
