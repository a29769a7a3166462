using MediaAnalytics.Tests.Cluster.Telemetry;
using MediaAnalytics.Tests.Processes;

namespace MediaAnalytics.Tests.Benchmarks.DecodeScaling;

/// <summary>
/// MVs decoded a second by a real cluster with one decode silo and with two, in turn, each with one ffmpeg at a time; how the work spread; and what share of
/// the silos' time was not ffmpeg, by step, as their traces tell.
/// </summary>
internal static class DecodeScalingBenchmark
{
    private const int SoundSeconds = 240, Rounds = 3;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    public static async Task RunAsync(int mvs)
    {
        if (ClusterProcesses.Absent is { } missing)
        {
            Console.Error.WriteLine(missing);
            return;
        }

        using var folder = new TemporaryFolder();
        await using OtlpReceiver collector = await OtlpReceiver.StartAsync();
        await using var cluster = new ClusterProcesses(
            ("Workflow__MaxDecodes", "1"), ("Telemetry__Otlp", collector.Endpoint), ("Telemetry__Protocol", "http/protobuf"), ("Telemetry__SampleRatio", "1"));
        await cluster.UpAsync(CancellationToken.None, "core-1", "infer-1", "decode-1", "gateway-1");
        Uri gateway = await cluster.AddressAsync("gateway-1", CancellationToken.None);
        Console.WriteLine($"{mvs} MVs a round, {SoundSeconds} s of sound each; one ffmpeg a silo; {Environment.ProcessorCount} cores");
        Console.WriteLine(DecodeRound.Heading);

        // The first warms up what compiles as it runs.
        await RoundAsync("warm", 4);
        var rates = new List<double>[] { [], [] };
        for (int round = 1; round <= Rounds; round++)
        {
            rates[0].Add(await MeasureAsync($"r{round}s1", "decode-1"));
            await cluster.StartAsync(CancellationToken.None, "decode-2");
            await JoinedAsync($"r{round}joins");
            rates[1].Add(await MeasureAsync($"r{round}s2", "decode-1", "decode-2"));
            await cluster.StopAsync("decode-2", CancellationToken.None);
        }

        Console.WriteLine($"two silos against one: {string.Join(", ", rates[1].Zip(rates[0], (two, one) => $"{two / one:N2} x"))}");

        async Task<double> MeasureAsync(string name, params string[] silos)
        {
            List<int> processes = [];
            foreach (string silo in silos)
                processes.Add(await cluster.PidAsync(silo, CancellationToken.None));
            double before = ProcessorTime.Of(processes);
            ExportedSpan[] decodes = await RoundAsync(name, mvs);
            var round = new DecodeRound(processes, ProcessorTime.Of(processes) - before, decodes, collector.Spans);
            Console.WriteLine(round.Row());
            return round.Rate;
        }

        // The core silo learns of a new silo's role a moment after it is up.
        async Task JoinedAsync(string name)
        {
            for (int attempt = 0; (await RoundAsync($"{name}{attempt}", 2)).DistinctBy(DecodeRound.Silo).Count() < 2; attempt++)
            {
                if (attempt == 20)
                    throw new TimeoutException("decode-2 is up and gets no decode");
            }
        }

        async Task<ExportedSpan[]> RoundAsync(string name, int count)
        {
            using var limit = new CancellationTokenSource(Patience);
            SoundCopies copies = await SoundCopies.WriteAsync(folder.Path, name, count, SoundSeconds, limit.Token);
            HashSet<string> before = [.. collector.Spans.Where(DecodeRound.IsDecode).Select(static span => span.Id)];
            await copies.ImportAsync(gateway, limit.Token);
            ExportedSpan[] decodes;
            do
            {
                await Task.Delay(200, limit.Token);
                decodes = [.. collector.Spans.Where(span => DecodeRound.IsDecode(span) && !before.Contains(span.Id))];
            }
            while (decodes.Length < count || !DecodeRound.AreWhole(decodes, collector.Spans));
            return decodes;
        }
    }
}
