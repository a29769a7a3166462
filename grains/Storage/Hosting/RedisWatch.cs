using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace MediaAnalytics.Storage.Hosting;

/// <summary>
/// Watches what Redis is for as long as the process runs: each minute whether it still keeps what it acknowledges, and at any time whether the log lost entries.
/// Then the process ends, so that whoever runs it starts it again, and the start checks what is left.
/// </summary>
internal sealed partial class RedisWatch(ClusterStores stores, IHostApplicationLifetime lifetime, TimeProvider time, ILogger<RedisWatch> logger) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromMinutes(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            Task again = Task.Delay(Every, time, stoppingToken);
            if (await Task.WhenAny(stores.Log.LostAsync, again) == stores.Log.LostAsync)
            {
                LogEnds();
                Environment.ExitCode = 1;
                lifetime.StopApplication();
                return;
            }

            await CheckAsync(stoppingToken);
        }
    }

    private async Task CheckAsync(CancellationToken stopping)
    {
        try
        {
            await stores.Redis.CheckAgainAsync(stopping);
        }
        catch (StorageUnavailableException away)
        {
            LogNotChecked(away);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // The process ends.
        }
    }

    [LoggerMessage(Level = LogLevel.Critical, Message = "The event log lost entries, so this process ends; its next start says what is left and what to do")]
    private partial void LogEnds();

    [LoggerMessage(Level = LogLevel.Warning, Message = "Whether Redis keeps what it acknowledges could not be seen; looked at again in a minute")]
    private partial void LogNotChecked(Exception exception);
}
