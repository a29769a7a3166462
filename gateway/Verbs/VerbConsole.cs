using MediaAnalytics.Gateway.Client;
using MediaAnalytics.Storage.Rows.Columnar;
using Spectre.Console;

namespace MediaAnalytics.Gateway.Verbs;

/// <summary>How a verb speaks: progress and messages to stderr, so that stdout carries nothing but what was asked for.</summary>
internal sealed class VerbConsole(TextWriter output, TextWriter error)
{
    /// <summary>Width of a table where it is no terminal that shows it.</summary>
    private const int FileWidth = 200;

    /// <summary>The process's own stdout and stderr.</summary>
    public static VerbConsole OfProcess() => new(Console.Out, Console.Error);

    /// <summary>Takes what was asked for.</summary>
    public TextWriter Output => output;

    /// <summary>Takes messages.</summary>
    public TextWriter Error => error;

    /// <summary>Runs a verb; what its user can mend is one sentence on stderr and exit code 1.</summary>
    public async Task<int> RunAsync(Func<Task<int>> verb, Func<string> stopped)
    {
        try
        {
            return await verb();
        }
        catch (ClientFault fault)
        {
            await error.WriteLineAsync(fault.Message);
            return ExitCodes.Failed;
        }
        catch (ParquetFileException fault)
        {
            await error.WriteLineAsync($"The Parquet file can't be read: {fault.Message}.");
            return ExitCodes.Failed;
        }
        catch (InvalidDataException fault)
        {
            await error.WriteLineAsync($"The file is damaged: {fault.Message}");
            return ExitCodes.Failed;
        }
        catch (OperationCanceledException)
        {
            await error.WriteLineAsync(stopped());
            return ExitCodes.Stopped;
        }
    }

    /// <summary>Writes a table that was asked for.</summary>
    public void Write(Table table)
    {
        IAnsiConsole shown = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(output) });
        if (!shown.Profile.Out.IsTerminal)
            shown.Profile.Width = FileWidth;
        shown.Write(table);
    }

    /// <summary>Shows progress bars where stderr is a terminal.</summary>
    public Task<T> ProgressAsync<T>(Func<ProgressContext, Task<T>> work) => AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(error),
            Interactive = Console.IsErrorRedirected ? InteractionSupport.No : InteractionSupport.Detect,
        })
        .Progress().AutoClear(true).Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn())
        .StartAsync(work);
}
