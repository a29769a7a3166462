using MediaAnalytics.Contracts.Observations;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace MediaAnalytics.Storage.EventLog;

/// <summary>
/// Keeps every partition active, and knows how far each has come: partitions must publish after a restart though nothing new arrives, and the edge must
/// know how far the folds lag behind the log. Readable from any thread.
/// </summary>
public sealed partial class PartitionWaker(
    IEventLog log, IGrainFactory grains, PartitionProgress progress, TimeProvider time, ILogger<PartitionWaker> logger) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(1);

    /// <summary>A partition that takes longer does not answer. A call to a silo that hangs would be waited for half a minute, and longer than it takes to replace it.</summary>
    private static readonly TimeSpan AnswersWithin = TimeSpan.FromSeconds(5);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(Enumerable.Range(0, log.Partitions).Select(partition => WatchAsync(partition, stoppingToken)));

    private async Task WatchAsync(int partition, CancellationToken stopping)
    {
        IPartitionGrain grain = grains.GetGrain<IPartitionGrain>(partition);
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                progress.Report(await grain.StatusAsync().WaitAsync(AnswersWithin, time, stopping));
            }
            catch (TimeoutException late) when (!stopping.IsCancellationRequested)
            {
                progress.Fail(partition, $"it has not answered within {AnswersWithin.TotalSeconds:0} s");
                LogPartitionFailed(late, partition);
            }
            catch (Exception failed) when (!stopping.IsCancellationRequested)
            {
                progress.Fail(partition, failed.Message);
                LogPartitionFailed(failed, partition);
            }

            await Task.Delay(Every, time, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Partition {Partition} does not answer; its counts stand still until it does")]
    private partial void LogPartitionFailed(Exception exception, int partition);
}
