using System.CommandLine;
using System.Globalization;
using MediaAnalytics.Gateway.Client;
using MediaAnalytics.Gateway.Verification;
using Spectre.Console;

namespace MediaAnalytics.Gateway.Verbs;

/// <summary>The verb <c>gateway verify</c>: asks a server whether its answers equal a simulation's own tally.</summary>
public static class VerifyCommand
{
    /// <summary>The verb with its options.</summary>
    public static Command Create()
    {
        var folder = new Argument<DirectoryInfo>("DIR") { Description = "Folder that 'gateway simulate' wrote" };
        var server = ServerOption.Create();
        var key = KeyOption.Create();
        var wait = new Option<int>("--wait") { Description = "Seconds to wait for work under way, 1 to 86,400", DefaultValueFactory = _ => 600 };
        wait.Validators.Add(result =>
        {
            if (result.GetValue(wait) is < 1 or > 86_400)
                result.AddError("--wait must be 1 to 86,400 seconds.");
        });
        var command = new Command(
            "verify",
            "Check that every MV of a simulation that has media was recognised, and that every total equals the simulation's tally. Exit code 1 where not.")
        {
            folder, server, key, wait,
        };
        command.SetAction((parsed, cancellation) => RunAsync(
            parsed.GetRequiredValue(folder), parsed.GetRequiredValue(server), parsed.GetValue(key), TimeSpan.FromSeconds(parsed.GetValue(wait)), cancellation));
        return command;
    }

    private static async Task<int> RunAsync(DirectoryInfo folder, Uri server, string? key, TimeSpan wait, CancellationToken cancellation)
    {
        TimeProvider time = TimeProvider.System;
        using var handler = new LaterHandler(time);
        using var client = new HttpClient(handler) { BaseAddress = server, Timeout = 2 * GatewayClient.Patience };
        var verifier = new SimulationVerifier(client, folder.FullName, time);
        DateTimeOffset deadline = time.GetUtcNow() + wait;
        try
        {
            client.DefaultRequestHeaders.Authorization = ClientKey.Header(ClientKey.Resolve(key));
            MediaCheck media = await AnsiConsole.Progress().StartAsync(context =>
            {
                ProgressTask task = context.AddTask($"MVs decoded and recognised (waited for until {deadline.ToLocalTime():T})");
                return verifier.CheckMediaAsync(deadline, (done, all) => (task.MaxValue, task.Value) = (Math.Max(all, 1), done), cancellation);
            });
            IReadOnlyList<Comparison> comparisons = await AnsiConsole.Progress().StartAsync(context =>
            {
                ProgressTask task = context.AddTask($"Figures equal to the tally (tried until {deadline.ToLocalTime():T})");
                return verifier.CompareAsync(deadline, (equal, all) => (task.MaxValue, task.Value) = (Math.Max(all, 1), equal), cancellation);
            });
            Print(media, comparisons);
            return media.Recognised == media.WithMedia && comparisons.All(comparison => comparison.Equal) ? 0 : 1;
        }
        catch (Exception failed) when (failed is HttpRequestException or TimeoutException or IOException or InvalidDataException or ClientFault)
        {
            await Console.Error.WriteLineAsync($"Can't verify {folder.FullName} against {server}: {failed.Message}");
            return 1;
        }
    }

    private static void Print(MediaCheck media, IReadOnlyList<Comparison> comparisons)
    {
        var table = new Table().AddColumns("", "figure").AddColumn("tally", column => column.RightAligned()).AddColumn("server", column => column.RightAligned());
        foreach (Comparison comparison in comparisons.Where(comparison => comparison.Group == "all" || !comparison.Equal))
        {
            table.AddRow(
                Markup.Escape(comparison.Group), comparison.Figure, Number(comparison.Tally),
                comparison.Equal ? Number(comparison.Server) : $"[red]{Number(comparison.Server)}[/]");
        }

        AnsiConsole.Write(table);
        foreach (string problem in media.Problems)
            AnsiConsole.WriteLine(problem);
        int equal = comparisons.Count(comparison => comparison.Equal);
        AnsiConsole.WriteLine($"MVs with media: {media.WithMedia}, with a posterior: {media.Recognised}");
        AnsiConsole.WriteLine($"figures compared: {comparisons.Count}, equal: {equal}, different: {comparisons.Count - equal}");
    }

    private static string Number(double? value) => value switch
    {
        null => "–",
        { } whole when Math.Truncate(whole) == whole => whole.ToString("N0", CultureInfo.InvariantCulture),
        { } fraction => fraction.ToString("0.000000", CultureInfo.InvariantCulture),
    };
}
