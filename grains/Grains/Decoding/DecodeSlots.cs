using System.Diagnostics.Metrics;
using MediaAnalytics.Grains.Observations;
using MediaAnalytics.Grains.Workflow;

namespace MediaAnalytics.Grains.Decoding;

/// <summary>The silo's decode slots: at most <see cref="WorkflowOptions.MaxDecodes"/> ffmpeg processes at once. Safe to call from any thread.</summary>
internal sealed class DecodeSlots : IDisposable
{
    private readonly SemaphoreSlim slots;
    private int waiting;

    public DecodeSlots(WorkflowOptions options, IMeterFactory meters)
    {
        slots = new(options.MaxDecodes, options.MaxDecodes);
        Meter meter = meters.Create(ObservationMetrics.MeterName);
        meter.CreateObservableGauge("media_analytics.decode.running", () => options.MaxDecodes - slots.CurrentCount, "{decode}", "Decodes that run on this silo");
        meter.CreateObservableGauge("media_analytics.decode.waiting", () => Volatile.Read(ref waiting), "{decode}", "Decodes that wait for a slot on this silo");
    }

    /// <summary>Runs a decode when a slot is free.</summary>
    public async Task<T> RunAsync<T>(Func<Task<T>> decode)
    {
        Interlocked.Increment(ref waiting);
        await slots.WaitAsync();
        Interlocked.Decrement(ref waiting);
        try
        {
            return await decode();
        }
        finally
        {
            slots.Release();
        }
    }

    public void Dispose() => slots.Dispose();
}
