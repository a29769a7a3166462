using MediaAnalytics.Contracts.Keys;

namespace MediaAnalytics.Gateway.Keys.Ring;

/// <summary>Keeps the ring in step with the grain, so that a key that was revoked anywhere ends here within <see cref="Every"/> + <see cref="Patience"/>.</summary>
internal sealed partial class KeyRingRefresh(
    KeyRing ring, KeysOptions options, IGrainFactory grains, TimeProvider time, ILogger<KeyRingRefresh> logger) : BackgroundService
{
    /// <summary>Time between two questions.</summary>
    public static readonly TimeSpan Every = TimeSpan.FromSeconds(2);

    /// <summary>How long an answer may take.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private readonly SemaphoreSlim _one = new(1);

    /// <summary>Asks now, after a change that was made here. Where no answer comes, the next question brings it.</summary>
    public async Task ReadNowAsync(CancellationToken cancellation)
    {
        try
        {
            await RefreshAsync(cancellation);
        }
        catch (Exception failed) when (!cancellation.IsCancellationRequested)
        {
            LogUnread(logger, failed, KeyRing.MaxAge);
        }
    }

    /// <summary>Asks now.</summary>
    /// <exception cref="TimeoutException">No answer came in time.</exception>
    internal async Task RefreshAsync(CancellationToken cancellation)
    {
        await _one.WaitAsync(cancellation);
        try
        {
            long asked = time.GetTimestamp();
            ring.Take(await grains.GetGrain<IApiKeysGrain>(0).ChangedSinceAsync(ring.Version).WaitAsync(Patience, time, cancellation), asked);
        }
        finally
        {
            _one.Release();
        }
    }

    public override void Dispose()
    {
        _one.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!options.Required)
            return;
        using var timer = new PeriodicTimer(Every, time);
        bool failing = false;
        try
        {
            do
            {
                try
                {
                    await RefreshAsync(stoppingToken);
                    if (failing)
                        LogRead(logger);
                    failing = false;
                }
                catch (Exception failed) when (!stoppingToken.IsCancellationRequested)
                {
                    // Whatever it was, the next question must come. The silo may still be starting: the first failure is not yet trouble.
                    if (!failing && ring.Version >= 0)
                        LogUnread(logger, failed, KeyRing.MaxAge);
                    failing = true;
                }
            }
            while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            LogStopped(logger);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The API keys can't be read; the copy here is used for {MaxAge} at most, and asked about again every 2 seconds")]
    private static partial void LogUnread(ILogger logger, Exception exception, TimeSpan maxAge);

    [LoggerMessage(Level = LogLevel.Information, Message = "The API keys are read again")]
    private static partial void LogRead(ILogger logger);

    [LoggerMessage(Level = LogLevel.Debug, Message = "The API keys are no longer followed")]
    private static partial void LogStopped(ILogger logger);
}
