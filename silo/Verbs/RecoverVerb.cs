using System.CommandLine;
using MediaAnalytics.Gateway.Hosting;
using MediaAnalytics.Silo.Hosting;
using MediaAnalytics.Silo.Recovery;
using MediaAnalytics.Storage;

namespace MediaAnalytics.Silo.Verbs;

/// <summary><c>silo recover</c>: makes a lost or older Redis fit the blob container again.</summary>
internal static class RecoverVerb
{
    public static Command Create()
    {
        var dryRun = new Option<bool>("--dry-run") { Description = "Look and say what would be done; change nothing." };
        var force = new Option<bool>("--force") { Description = "Go on though silos or gateways are connected to Redis. What they do meanwhile may be lost." };
        var command = new Command(
            "recover",
            "Make a cluster's Redis fit its blob container after Redis was lost or restored from an older backup. Stop all silos and gateways first. Reads the cluster's keys (Cluster:Redis, "
            + "Cluster:Blobs, Cluster:Container, Cluster:Id, Partitions, Data) as 'silo serve' does. May be broken off and run again.\n\nExample:\n  silo recover --dry-run")
        {
            dryRun, force,
        };
        command.SetAction((parsed, cancellation) => CatchAsync(() => RunAsync(parsed.GetValue(dryRun), parsed.GetValue(force), cancellation)));
        return command;
    }

    private static async Task RunAsync(bool dryRun, bool force, CancellationToken cancellation)
    {
        ServeOptions options = ServerHosting.Configured<ServeOptions>();
        if (options.Problem() is { } problem)
            throw new ArgumentException(problem);
        if (!options.Cluster.Enabled)
            throw new ArgumentException("Cluster:Redis is not set, so there is no cluster to recover. Where one process keeps everything in a data folder, restore the whole folder from one backup.");
        await new ClusterRecovery(options, Console.Out).RunAsync(dryRun, force, cancellation);
    }

    private static Task<int> CatchAsync(Func<Task> verb) => VerbErrors.CatchAsync(async () =>
    {
        try
        {
            await verb();
            return 0;
        }
        catch (Exception refused) when (refused is StorageUnavailableException or InvalidDataException or ArgumentException)
        {
            await Console.Error.WriteLineAsync($"MediaAnalytics can't recover: {refused.Message}");
            return 1;
        }
    });
}
