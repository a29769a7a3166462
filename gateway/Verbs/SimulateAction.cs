using System.Globalization;
using MediaAnalytics.Gateway.Client;
using MediaAnalytics.Gateway.Simulation;
using MediaAnalytics.Gateway.Simulation.Live;
using Spectre.Console;

namespace MediaAnalytics.Gateway.Verbs;

/// <summary>Runs <c>gateway simulate</c> in front of a user: progress, messages, exit code.</summary>
internal sealed class SimulateAction(TimeProvider time)
{
    /// <summary>Exit code where the arguments or the folder do not serve, or a file can't be written.</summary>
    public const int Failed = 1;

    /// <summary>Exit code where the live server is gone, silent or refuses.</summary>
    public const int ServerFailed = 3;

    /// <summary>Exit code where Ctrl-C stopped the writing; the same command goes on.</summary>
    public const int Stopped = 130;

    private static readonly TimeSpan AnswerLimit = TimeSpan.FromSeconds(30);

    /// <summary>Writes the simulation, then goes live if asked.</summary>
    public async Task<int> RunAsync(SimulateArguments arguments, CancellationToken cancel)
    {
        var (options, error) = arguments.ToOptions(time);
        if (options is null) return Fail(error!, Failed);
        var (server, noServer) = arguments.ToServer();
        if (arguments.Live && server is null) return Fail(noServer!, Failed);
        var (key, noKey) = arguments.ToKey();
        if (noKey is not null) return Fail(noKey, Failed);
        try
        {
            if (await WriteAsync(arguments.Out, options, cancel) is { } failure) return Fail(failure, Failed);
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            await Console.Error.WriteLineAsync("Stopped. The same command goes on from the files that are whole.");
            return Stopped;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return Fail(new("out-unwritable", $"{arguments.Out} can't be written: {e.Message}"), Failed);
        }
        Console.WriteLine($"{options.Mvs.ToString("N0", CultureInfo.InvariantCulture)} MVs are in {Path.GetFullPath(arguments.Out)}; README.txt there says how to import them.");
        return arguments.Live ? await GoLiveAsync(options, server!, key, cancel) : 0;
    }

    private static async Task<SimulationError?> WriteAsync(string path, SimulationOptions options, CancellationToken cancel) =>
        await AnsiConsole.Progress()
            .HideCompleted(false)
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn())
            .StartAsync(context => SimulationRun.WriteAsync(path, options, new ConsoleProgress(context), cancel));

    private async Task<int> GoLiveAsync(SimulationOptions options, Uri server, string? key, CancellationToken cancel)
    {
        using var client = new HttpClient { Timeout = AnswerLimit };
        client.DefaultRequestHeaders.Authorization = ClientKey.Header(key);
        Console.WriteLine($"Posting fresh readings to {server} every second. Ctrl-C ends it.");
        var result = await new LivePoster(client, time).RunAsync(options, server, Report, cancel);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"Sent {result.Readings:N0} readings in {result.Batches:N0} batches; the server asked to wait {result.Waits:N0} times."));
        return result.Error is { } error ? Fail(error, ServerFailed) : 0;
    }

    private static void Report(long readings)
    {
        if (!Console.IsOutputRedirected)
            Console.Write(string.Create(CultureInfo.InvariantCulture, $"\r{readings:N0} readings sent "));
    }

    private static int Fail(SimulationError error, int code)
    {
        Console.Error.WriteLine($"{error.Code}: {error.Message}");
        return code;
    }
}
