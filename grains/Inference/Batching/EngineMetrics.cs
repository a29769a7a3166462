using System.Diagnostics.Metrics;

namespace MediaAnalytics.Inference.Batching;

/// <summary>The engine's instruments, of meter <see cref="MeterName"/>.</summary>
internal sealed class EngineMetrics : IDisposable
{
    /// <summary>Name of the meter.</summary>
    public const string MeterName = "MediaAnalytics.Inference";

    private readonly Meter _meter = new(MeterName);

    public EngineMetrics(Func<int> queuedClips)
    {
        Tiles = _meter.CreateCounter<long>("media_analytics.inference.tiles", "{tile}", "Tiles scored");
        Rejected = _meter.CreateCounter<long>("media_analytics.inference.rejected", "{track}", "Tracks refused because the queue was full");
        BatchSize = _meter.CreateHistogram<int>("media_analytics.inference.batch_size", "{tile}", "Tiles a batch");
        Seconds = _meter.CreateHistogram<double>("media_analytics.inference.duration", "s", "Time the network took for a batch");
        Rejected.Add(0);
        _meter.CreateObservableGauge("media_analytics.inference.queued_clips", queuedClips, "{clip}", "Clips that wait or are being scored");
    }

    public Counter<long> Tiles { get; }

    public Counter<long> Rejected { get; }

    public Histogram<int> BatchSize { get; }

    public Histogram<double> Seconds { get; }

    public void Dispose() => _meter.Dispose();
}
