using System.CommandLine;
using MediaAnalytics.Gateway.Hosting;
using MediaAnalytics.Storage.Hosting;

namespace MediaAnalytics.Gateway.Verbs;

/// <summary><c>gateway serve</c>: the API and the live page of a cluster.</summary>
internal static class ServeCommand
{
    private static readonly Option<string?> Urls = new("--urls")
    {
        Description = $"Addresses to listen on, separated by ';'. Default: {ServerHosting.DefaultUrls}",
        HelpName = "URL",
    };

    private static readonly Option<string?> Data = new("--data")
    {
        Description = "Folder for local copies of blobs, one for each gateway; may be lost at any time.",
        HelpName = "DIR",
    };

    /// <summary>The verb.</summary>
    public static Command Create()
    {
        var command = new Command(
            "serve", "Serve the API and the live page of a cluster; its stores are named by the keys Cluster:Redis and Cluster:Blobs. Stops at Ctrl-C.") { Urls, Data };
        command.SetAction(RunAsync);
        return command;
    }

    private static Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation) => ServerRun.RunAsync(async () =>
    {
        GatewayOptions options = ServerHosting.Configured<GatewayOptions>();
        options = options with { Urls = parsed.GetValue(Urls) ?? options.Urls, Data = parsed.GetValue(Data) ?? options.Data };
        if (options.Problem() is { } problem)
            throw new ArgumentException(problem);
        ClusterStores stores = await ClusterStores.OpenAsync(options.Cluster, options.Partitions, options.Data, ServerHosting.Loggers(), cancellation);
        return (GatewayApplication.Build(options, stores), $"gateway of cluster {options.Cluster.Id}");
    }, _ => false, cancellation);
}
