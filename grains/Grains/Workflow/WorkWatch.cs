using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using MediaAnalytics.Grains.Decoding;
using MediaAnalytics.Grains.Observations;
using MediaAnalytics.Storage.GrainState;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace MediaAnalytics.Grains.Workflow;

/// <summary>Measures the unfinished work: counts it from time to time, and sees what waits for a decode on this silo.</summary>
internal sealed partial class WorkWatch : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(5);
    private static readonly string[] Kinds = ["mv", "import"];

    private readonly ConcurrentDictionary<string, long> waiting = new(StringComparer.Ordinal);
    private readonly IWorkIndex index;
    private readonly TimeProvider time;
    private readonly ILogger<WorkWatch> logger;

    public WorkWatch(
        IWorkIndex index, DecodeSlots slots, IMeterFactory meters, WorkflowMetrics metrics, TimeProvider time, ILogger<WorkWatch> logger)
    {
        (this.index, this.time, this.logger) = (index, time, logger);
        Meter meter = meters.Create(ObservationMetrics.MeterName);
        meter.CreateObservableGauge("media_analytics.decode.running", () => slots.Running, "{decode}", "Decodes that run on this silo");
        meter.CreateObservableGauge("media_analytics.decode.waiting", () => slots.Waiting, "{decode}", "Decodes that wait for a slot on this silo");
        meter.CreateObservableGauge(
            "media_analytics.work.waiting", Measure, "{grain}", "MVs and imports with unfinished work, in the whole cluster");
        metrics.ShowZeros();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                foreach (string kind in Kinds)
                    waiting[kind] = await index.CountAsync(kind, stoppingToken);
            }
            catch (Exception failed) when (!stoppingToken.IsCancellationRequested)
            {
                waiting.Clear();
                LogFailed(failed);
            }
            catch (OperationCanceledException)
            {
                break;
            }

            await Task.Delay(Every, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private IEnumerable<Measurement<long>> Measure() =>
        waiting.Select(static pair => new Measurement<long>(pair.Value, new KeyValuePair<string, object?>("kind", pair.Key)));

    [LoggerMessage(Level = LogLevel.Warning, Message = "The unfinished work could not be counted; its metric stops until it can")]
    private partial void LogFailed(Exception exception);
}
