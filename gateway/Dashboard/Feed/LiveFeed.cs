namespace MediaAnalytics.Gateway.Dashboard.Feed;

/// <summary>
/// Reads one snapshot for all viewers: when the view's version changed, and every now and then since the windows slide. Nobody watching,
/// nothing is read. Its methods are called by its own loop alone.
/// </summary>
internal sealed partial class LiveFeed(
    ISnapshotSource source, LiveViewers viewers, LiveFeedOptions options, TimeProvider time, ILogger<LiveFeed> logger) : BackgroundService
{
    private long? _version;
    private long _sentAt;
    private DateTimeOffset? _troubleSince;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(options.PollInterval, time);
        try
        {
            do
            {
                var watched = viewers.WatchedAsync(stoppingToken);
                if (!watched.IsCompleted)
                    _version = null;
                await watched;
                await PollAsync(stoppingToken);
            }
            while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            LogStopped(logger);
        }
    }

    /// <summary>Sends a snapshot if one is due, or says why it can't.</summary>
    internal async Task PollAsync(CancellationToken cancellation)
    {
        try
        {
            var version = await source.VersionAsync().WaitAsync(options.ReadTimeout, time, cancellation);
            if (version == _version && time.GetElapsedTime(_sentAt) < options.RefreshInterval)
                return;
            var snapshot = await source.ReadAsync().WaitAsync(options.ReadTimeout, time, cancellation);
            viewers.Broadcast(LiveFrame.Of("snapshot", snapshot));
            (_version, _sentAt) = (version, time.GetTimestamp());
            if (_troubleSince is not null)
                LogRecovered(logger);
            _troubleSince = null;
        }
        catch (Exception exception) when (!cancellation.IsCancellationRequested)
        {
            // Whatever it was, viewers must hear of it and the next poll must come.
            if (_troubleSince is null)
                LogTrouble(logger, exception);
            _troubleSince ??= time.GetUtcNow();
            _version = null;
            viewers.Broadcast(LiveFrame.Of("trouble", Trouble(exception, _troubleSince.Value)));
        }
    }

    private static TroubleJson Trouble(Exception exception, DateTimeOffset since) => exception is TimeoutException
        ? new("live.slow", "The cluster is too busy to answer. It is asked again every second.", since)
        : new("live.unavailable", "The cluster does not answer. It is asked again every second; the server's log says why.", since);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The live page can't be fed; trying again every poll")]
    private static partial void LogTrouble(ILogger logger, Exception exception);

    [LoggerMessage(Level = LogLevel.Information, Message = "The live page is fed again")]
    private static partial void LogRecovered(ILogger logger);

    [LoggerMessage(Level = LogLevel.Debug, Message = "The live feed stopped")]
    private static partial void LogStopped(ILogger logger);
}
