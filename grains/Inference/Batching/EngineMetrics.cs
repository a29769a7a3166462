using System.Diagnostics.Metrics;
using MediaAnalytics.Analysis.Genre;

namespace MediaAnalytics.Inference.Batching;

/// <summary>The engine's instruments, of meter <see cref="MeterName"/>. Each measurement names the model's version.</summary>
internal sealed class EngineMetrics : IDisposable
{
    /// <summary>Name of the meter.</summary>
    public const string MeterName = "MediaAnalytics.Inference";

    private readonly Meter _meter = new(MeterName);

    /// <param name="queuedClips">How many clips are in the queue.</param>
    /// <param name="serving">The model that begins tracks, and what it runs on.</param>
    public EngineMetrics(Func<int> queuedClips, Func<(GenreModel Model, string Device)> serving)
    {
        Tiles = _meter.CreateCounter<long>("media_analytics.inference.tiles", "{tile}", "Tiles scored");
        Rejected = _meter.CreateCounter<long>("media_analytics.inference.rejected", "{track}", "Tracks refused because the queue was full");
        BatchSize = _meter.CreateHistogram<int>("media_analytics.inference.batch_size", "{tile}", "Tiles a batch");
        Seconds = _meter.CreateHistogram<double>("media_analytics.inference.duration", "s", "Time the network took for a batch");
        QueueSeconds = _meter.CreateHistogram<double>("media_analytics.inference.queue_time", "s", "Time a track waited before its first tile was scored");
        Rejected.Add(0);
        _meter.CreateObservableGauge("media_analytics.inference.queued_clips", queuedClips, "{clip}", "Clips that wait or are being scored");
        _meter.CreateObservableGauge("media_analytics.inference.model", () => Serving(serving()), "{model}", "1 for the model that serves and the device that it runs on");
    }

    public Counter<long> Tiles { get; }

    public Counter<long> Rejected { get; }

    public Histogram<int> BatchSize { get; }

    public Histogram<double> Seconds { get; }

    public Histogram<double> QueueSeconds { get; }

    /// <summary>The tag that names a model's version.</summary>
    public static KeyValuePair<string, object?> OfModel(string version) => new("model", version);

    /// <summary>The tag that names a priority.</summary>
    public static KeyValuePair<string, object?> Of(ScorePriority priority) => new("priority", priority.ToString());

    public void Dispose() => _meter.Dispose();

    private static Measurement<int> Serving((GenreModel Model, string Device) serving) =>
        new(1, OfModel(serving.Model.Version), new KeyValuePair<string, object?>("device", serving.Device));
}
