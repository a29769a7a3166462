using MediaAnalytics.Storage;
using Microsoft.Extensions.Options;

namespace MediaAnalytics.Gateway.Hosting;

/// <summary>Runs a server until it is stopped; what a person can mend is one line on stderr.</summary>
public static class ServerRun
{
    /// <summary>Builds, starts and runs.</summary>
    /// <param name="build">Makes the application, and says what it is.</param>
    /// <param name="mendable">Further exceptions whose message tells a person what to mend.</param>
    /// <param name="cancellation">Stops it, as do SIGTERM and Ctrl-C.</param>
    /// <returns>0; 1 where it could not start, or <see cref="Environment.ExitCode"/> where it ended by itself.</returns>
    public static async Task<int> RunAsync(Func<Task<(WebApplication App, string What)>> build, Func<Exception, bool> mendable, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(build);
        try
        {
            (WebApplication app, string what) = await build();
            await using (app)
            {
                await app.StartAsync(cancellation);
                await Console.Out.WriteLineAsync($"MediaAnalytics is up: {string.Join(' ', app.Urls)} ({what}). Ctrl-C stops it.");
                await app.WaitForShutdownAsync(cancellation);
                return Environment.ExitCode;
            }
        }
        catch (Exception failed) when (Reason(failed, mendable) is { } reason)
        {
            await Console.Error.WriteLineAsync($"MediaAnalytics can't serve: {reason}");
            return 1;
        }
    }

    /// <summary>Why the host could not start, where a person can mend it; null where it is unforeseen.</summary>
    private static string? Reason(Exception failed, Func<Exception, bool> mendable) =>
        failed is StorageUnavailableException or OptionsValidationException or ArgumentException or IOException or UnauthorizedAccessException
            or InvalidDataException || mendable(failed) ? failed.Message
        : failed.InnerException is { } inner ? Reason(inner, mendable)
        : null;
}
