using System.CommandLine;
using MediaAnalytics.Analysis.Genre;
using MediaAnalytics.Gateway.Hosting;
using MediaAnalytics.Inference;
using MediaAnalytics.Inference.TensorFiles;
using MediaAnalytics.Silo.Hosting;
using MediaAnalytics.Storage.Hosting;

namespace MediaAnalytics.Silo.Verbs;

/// <summary><c>silo serve</c>: the whole product in one process, or a silo of a cluster.</summary>
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
        Description = $"Address to listen on; other than loopback only with API keys (Keys:Required). Default: {ServerHosting.DefaultUrls}",
        HelpName = "URL",
    };

    private static readonly Option<string?> Roles = new("--roles")
    {
        Description = "What this silo does in a cluster: some of core,decode,infer. Default: all of them.",
        HelpName = "ROLES",
    };

    private static readonly Option<string?> Model = new("--model")
    {
        Description = "Genre model to recognise with, as 'silo train' writes it. Default: the one that ships with the product.",
        HelpName = "FILE",
    };

    /// <summary>Options of the verb, which the root command takes too: serve is the default verb.</summary>
    public static IReadOnlyList<Option> Options { get; } = [Data, Urls, Roles, Model];

    /// <summary>The verb.</summary>
    public static Command Create()
    {
        var command = new Command("serve", "Run everything in one process: API and live page, import, decoding, recognition, counters; or, where the keys Cluster:Redis and Cluster:Blobs name a cluster's stores, a silo of it. Stops at Ctrl-C.");
        foreach (Option option in Options)
            command.Options.Add(option);
        command.SetAction(RunAsync);
        return command;
    }

    /// <summary>Serves until stopped.</summary>
    /// <returns>0, or 1 where it could not start.</returns>
    public static Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation) => ServerRun.RunAsync(async () =>
    {
        ServeOptions options = ServerHosting.Configured<ServeOptions>();
        options = options with
        {
            Data = parsed.GetValue(Data) ?? options.Data,
            Urls = parsed.GetValue(Urls) ?? options.Urls,
            Roles = parsed.GetValue(Roles) ?? options.Roles,
            Model = parsed.GetValue(Model) ?? options.Model,
        };
        if ((options.Problem() ?? options.Lack()) is { } problem)
            throw new ArgumentException(problem);
        if (!options.Cluster.Enabled)
            return (SiloApplication.Build(options), $"data in {options.Storage.Folder}");
        ClusterStores stores = await ClusterStores.OpenAsync(options.Cluster, options.Partitions, options.Storage.Folder, ServerHosting.Loggers(), cancellation);
        return (SiloApplication.Build(options, stores), $"silo of cluster {options.Cluster.Id}: {string.Join(", ", options.RoleList)}");
    }, static failed => failed is TensorFileException or GenreContractException or TorchUnavailableException, cancellation);
}
