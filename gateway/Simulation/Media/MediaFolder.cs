using MediaAnalytics.Gateway.Simulation.Catalogue;

namespace MediaAnalytics.Gateway.Simulation.Media;

/// <summary>Makes the media of a simulation, one file a core at a time; files that are there already are whole and stay.</summary>
internal static class MediaFolder
{
    /// <summary>Writes every MV's file; <paramref name="mvsDone"/> hears of each, from any thread.</summary>
    /// <returns>The first error, or null.</returns>
    public static async Task<SimulationError?> WriteAsync(
        string folder, SimulationOptions options, Action<int> mvsDone, CancellationToken cancel)
    {
        Directory.CreateDirectory(folder);
        var source = new MvSource(options);
        SimulationError? error = null;
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        try
        {
            var parallel = new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount, CancellationToken = stop.Token };
            await Parallel.ForEachAsync(source.All(), parallel, async (mv, token) =>
            {
                var path = Path.Combine(folder, mv.MediaFile);
                if (mv.MediaOf is { } of && !File.Exists(path)
                    && await MediaEncoder.EncodeAsync(MediaScore.Of(options.Seed, source.Create(of)), path, token) is { } failure)
                {
                    Interlocked.CompareExchange(ref error, failure, null);
                    await stop.CancelAsync();
                }
                mvsDone(1);
            });
        }
        catch (OperationCanceledException) when (error is not null)
        {
            // The first error stopped the rest; it is what the caller hears.
        }
        return error;
    }
}
