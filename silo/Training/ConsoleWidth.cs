using Spectre.Console;

namespace MediaAnalytics.Silo.Training;

/// <summary>The width of lines that go to a file or another program: it counts as 80 columns, which breaks lines in two and is too few for a table of ten genres.</summary>
internal static class ConsoleWidth
{
    private const int Redirected = 160;

    /// <summary>Widens a console whose output is redirected.</summary>
    public static void Widen(IAnsiConsole console)
    {
        if (Console.IsOutputRedirected) console.Profile.Width = Math.Max(console.Profile.Width, Redirected);
    }
}
