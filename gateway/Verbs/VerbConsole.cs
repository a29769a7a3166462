using MediaAnalytics.Gateway.Client;
using MediaAnalytics.Storage.Rows.Columnar;
using Spectre.Console;

namespace MediaAnalytics.Gateway.Verbs;

/// <summary>How the verbs speak: progress and messages to stderr, so that stdout carries nothing but what was asked for.</summary>
internal static class VerbConsole
{
    /// <summary>The console on stderr.</summary>
    public static IAnsiConsole Error { get; } = AnsiConsole.Create(new AnsiConsoleSettings
    {
        Out = new AnsiConsoleOutput(Console.Error),
        Interactive = Console.IsErrorRedirected ? InteractionSupport.No : InteractionSupport.Detect,
    });

    /// <summary>Runs a verb; what its user can mend is one sentence on stderr and exit code 1.</summary>
    public static async Task<int> RunAsync(Func<Task<int>> verb, Func<string> stopped)
    {
        try
        {
            return await verb();
        }
        catch (ClientFault fault)
        {
            await Console.Error.WriteLineAsync(fault.Message);
            return ExitCodes.Failed;
        }
        catch (ParquetFileException fault)
        {
            await Console.Error.WriteLineAsync($"The Parquet file can't be read: {fault.Message}.");
            return ExitCodes.Failed;
        }
        catch (InvalidDataException fault)
        {
            await Console.Error.WriteLineAsync($"The file is damaged: {fault.Message}");
            return ExitCodes.Failed;
        }
        catch (OperationCanceledException)
        {
            await Console.Error.WriteLineAsync(stopped());
            return ExitCodes.Stopped;
        }
    }

    /// <summary>Shows progress bars where stderr is a terminal.</summary>
    public static Task<T> ProgressAsync<T>(Func<ProgressContext, Task<T>> work) => Error.Progress()
        .AutoClear(true).Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn())
        .StartAsync(work);
}
