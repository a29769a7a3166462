using MediaAnalytics.Gateway.Intake;
using MediaAnalytics.Storage;
using MediaAnalytics.Storage.EventLog;
using Microsoft.AspNetCore.Diagnostics;
using Orleans.Storage;

namespace MediaAnalytics.Gateway.Hosting;

/// <summary>
/// Answers what passes by itself, such as a silo that stops or a store that restarts, with 503 and Retry-After, so that a caller who tries again gets
/// through. Every request may be sent again.
/// </summary>
internal sealed partial class ClusterFaultHandler(ILogger<ClusterFaultHandler> logger) : IExceptionHandler
{
    private static readonly TimeSpan Retry = TimeSpan.FromSeconds(1);

    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        if (!Passes(exception))
            return false;

        LogPassing(exception, httpContext.Request.Method, httpContext.Request.Path);
        await RetryAfter.Of(
            httpContext, StatusCodes.Status503ServiceUnavailable, "server.unavailable",
            "A part of the server is not there at the moment: it restarts, moves, or is too busy. Send the request again.", Retry).ExecuteAsync(httpContext);
        return true;
    }

    /// <summary>Whether trying again may help, whatever was asked.</summary>
    public static bool Passes(Exception exception) => exception is TimeoutException or OrleansException or InconsistentStateException
        or StorageUnavailableException or EventLogUnavailableException || exception.InnerException is { } inner && Passes(inner);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Method} {Path} met a part of the cluster that is not there; the caller is asked to try again")]
    private partial void LogPassing(Exception exception, string method, string path);
}
