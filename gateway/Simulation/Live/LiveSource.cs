using MediaAnalytics.Gateway.Simulation.Catalogue;
using MediaAnalytics.Gateway.Simulation.Readings;

namespace MediaAnalytics.Gateway.Simulation.Live;

/// <summary>Batches of fresh readings, going round all MVs: the same closed-form counters as the written history, at a later instant, so
/// they go on from it and never fall below it. Used by one thread at a time.</summary>
internal sealed class LiveSource(SimulationOptions options) : IDisposable
{
    /// <summary>Readings in a batch, at most (an MV's platforms stay together).</summary>
    public const int MaxBatch = 500;

    private readonly MvSource _source = new(options);
    private readonly IReadOnlyList<Truth.PlatformProfile> _platforms = options.Profiles;
    private readonly ReadingLines _lines = new();
    private int _next;

    /// <summary>The next batch at an instant, as JSON lines, with the number of readings: each MV at most once.</summary>
    public (ReadOnlyMemory<byte> Lines, int Count) Next(long instant)
    {
        _lines.Clear();
        var count = 0;
        for (var mvs = 0; mvs < options.Mvs && count + _platforms.Count <= MaxBatch; mvs++)
        {
            foreach (var series in SimulatedSeries.Of(options, _platforms, _source.Create(_next)))
            {
                _lines.Add(series.At(instant));
                count++;
            }
            _next = (_next + 1) % options.Mvs;
        }
        return (_lines.Written, count);
    }

    public void Dispose() => _lines.Dispose();
}
