using System.CommandLine;
using MediaAnalytics.Inference.TensorFiles;
using MediaAnalytics.Silo.Hosting;
using MediaAnalytics.Storage;
using Microsoft.Extensions.Options;

namespace MediaAnalytics.Silo.Verbs;

/// <summary><c>silo serve</c>: the whole product in one process.</summary>
internal static class ServeCommand
{
    private static readonly Option<string?> Data = new("--data")
    {
        Description = "Folder that keeps everything: event log, records, media, spectrograms, snapshots. Made where missing. "
            + "Default: media-analytics in the user's local application data.",
        HelpName = "DIR",
    };

    private static readonly Option<string?> Urls = new("--urls")
    {
        Description = $"Address to listen on; other than loopback only with API keys (Keys:Required). Default: {ServeOptions.DefaultUrls}",
        HelpName = "URL",
    };

    private static readonly Option<string?> Model = new("--model")
    {
        Description = "Genre model to recognise with, as 'silo train' writes it. Default: the one that ships with the product.",
        HelpName = "FILE",
    };

    /// <summary>Options of the verb, which the root command takes too: serve is the default verb.</summary>
    public static IReadOnlyList<Option> Options { get; } = [Data, Urls, Model];

    /// <summary>The verb.</summary>
    public static Command Create()
    {
        var command = new Command("serve", "Run everything in one process: API and live page, import, decoding, recognition, counters. Stops at Ctrl-C.");
        foreach (Option option in Options)
            command.Options.Add(option);
        command.SetAction(RunAsync);
        return command;
    }

    /// <summary>Serves until stopped.</summary>
    /// <returns>0, or 1 where it could not start.</returns>
    public static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        ServeOptions options;
        try
        {
            options = Configured(parsed);
        }
        catch (InvalidOperationException unreadable)
        {
            return await FailAsync($"The configuration can't be read: {unreadable.Message}");
        }

        if (options.Problem() is { } problem)
            return await FailAsync(problem);

        try
        {
            await using WebApplication app = SiloApplication.Build(options);
            await app.StartAsync(cancellation);
            await Console.Out.WriteLineAsync($"MediaAnalytics is up: {string.Join(' ', app.Urls)} (data in {options.Storage.Folder}). Ctrl-C stops it.");
            await app.WaitForShutdownAsync(cancellation);
            return 0;
        }
        catch (Exception failed) when (Reason(failed) is { } reason)
        {
            return await FailAsync(reason);
        }
    }

    private static ServeOptions Configured(ParseResult parsed)
    {
        IConfigurationRoot configuration = new ConfigurationBuilder()
            .AddJsonFile(Path.Combine(AppContext.BaseDirectory, "appsettings.json"), optional: true)
            .AddEnvironmentVariables(ServeOptions.EnvironmentPrefix)
            .Build();
        ServeOptions options = configuration.Get<ServeOptions>() ?? new();
        return options with
        {
            Data = parsed.GetValue(Data) ?? options.Data,
            Urls = parsed.GetValue(Urls) ?? options.Urls,
            Model = parsed.GetValue(Model) ?? options.Model,
        };
    }

    /// <summary>Why the host could not start, where a person can mend it; null where it is unforeseen.</summary>
    private static string? Reason(Exception failed) => failed switch
    {
        StorageUnavailableException or TensorFileException or OptionsValidationException or ArgumentException or IOException
            or UnauthorizedAccessException or InvalidDataException => failed.Message,
        AggregateException { InnerException: { } inner } => Reason(inner),
        _ when failed.InnerException is { } inner => Reason(inner),
        _ => null,
    };

    private static async Task<int> FailAsync(string reason)
    {
        await Console.Error.WriteLineAsync($"MediaAnalytics can't serve: {reason}");
        return 1;
    }
}
