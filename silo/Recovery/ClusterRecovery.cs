using System.Globalization;
using MediaAnalytics.Gateway.Hosting;
using MediaAnalytics.Grains.Catalogue.Recovery;
using MediaAnalytics.Silo.Hosting;
using MediaAnalytics.Storage.Recovery;

namespace MediaAnalytics.Silo.Recovery;

/// <summary>
/// A recovery from beginning to end, told line by line. MVs are written first and the log is made to fit last: until then a silo that is started finds that the
/// log does not fit and ends.
/// </summary>
internal sealed class ClusterRecovery(ServeOptions options, TextWriter output)
{
    private string _will = "";

    /// <exception cref="InvalidDataException">It can't be done, or silos run; the message says why and what to do.</exception>
    public async Task RunAsync(bool dryRun, bool force, CancellationToken cancellation)
    {
        await using RecoveryStores stores = await RecoveryStores.OpenAsync(
            options.Cluster, options.Partitions, options.Facts, Path.Combine(options.Storage.Folder, "recover"), ServerHosting.Loggers(), cancellation);
        if (await stores.ProcessesAsync() is > 0 and var processes && !force)
            throw new InvalidDataException($"{processes} silos or gateways of cluster {options.Cluster.Id} are connected to Redis at {stores.Server}. Stop them all, and recover again; nothing was changed.");

        _will = dryRun ? "would be " : "";
        output.WriteLine(dryRun ? "Dry run: nothing is changed." : "Recovering. It may be broken off and run again.");
        TellLog(stores.Log);
        await using var recovery = new MvRecovery(stores, TimeProvider.System);
        var total = new MvsRecovered(0, 0, 0, 0);
        foreach (PartitionPlan partition in stores.Log.Partitions)
        {
            MvsRecovered done = await recovery.RunAsync(partition, writes: !dryRun, so => Tell($"partition {partition.Partition}: {so.Seen:N0} MVs so far"), cancellation);
            total += done;
            Tell(partition, done);
        }

        if (!dryRun)
            await stores.FitLogAsync(cancellation);
        Tell($"log: {_will}{(stores.Log.Fits ? "left as it is" : "made to fit")}");
        Tell($"MVs: {total.Seen:N0} in the facts; {_will}written {total.Written:N0} ({total.Missing:N0} missing, {total.Older:N0} older in Redis), their stage due again {total.Unfinished:N0}; kept {total.Seen - total.Written:N0}");
        await TellLostAsync(stores, recovery);
        output.WriteLine(dryRun ? "Dry run: nothing was changed." : "Recovered. Start the silos, then the gateways.");
    }

    private void TellLog(LogPlan log) => output.WriteLine(
        log.Found is null ? $"log: missing; {_will}made with generation {log.Generation}"
        : log.Makes ? $"log: {log.Found} is empty, made by a process that was started on the empty Redis; {_will}replaced by generation {log.Generation}"
        : $"log: generation {log.Generation}, the manifests' own");

    private void Tell(PartitionPlan partition, MvsRecovered mvs)
    {
        FormattableString stands = partition.Found is { } found ? (FormattableString)$"at {found:N0}" : (FormattableString)$"missing";
        FormattableString goes = partition.Fits ? (FormattableString)$"left there" : (FormattableString)$"{_will}moved to {partition.Head:N0}";
        Tell($"partition {partition.Partition}: manifest at offset {partition.Manifest.Offset:N0} of {partition.Manifest.WrittenAt:u}; log {Text(stands)}, {Text(goes)}; {partition.Kept:N0} entries beyond the manifest kept; {mvs.Seen:N0} MVs, {_will}written {mvs.Written:N0}");
    }

    private async Task TellLostAsync(RecoveryStores stores, MvRecovery recovery)
    {
        PartitionPlan[] behind = [.. stores.Log.Partitions.Where(static p => !p.Fits)];
        if (behind.Length > 0 || stores.Log.Makes)
        {
            Tell(
                $"Possibly lost: readings, MVs and edits that were acknowledged after a partition's last commit, at the times above (the earliest {stores.Log.Partitions.Min(static p => p.Manifest.WrittenAt):u}); commits are due each {options.Partition.CommitEvery.TotalSeconds:0} s (Partition:CommitEvery), more rarely with large snapshots.");
            output.WriteLine(
                "Senders ask GET /v1/observations/newest and send again what is newer; what is known already is dropped. Send catalogue files again, too: rows that stand are left alone.");
        }

        output.WriteLine(await recovery.HasKeysAsync()
            ? "API keys: Redis holds a book of them, as old as Redis. Keys that were revoked since its backup are valid again: look at 'gateway keys list', and revoke them again."
            : "API keys: Redis holds none. Where there were any, they are lost: make new ones with 'gateway keys create' and the key of Keys:Admin.");
        output.WriteLine(await recovery.HasModelOrderAsync()
            ? "Genre model: Redis holds an order and a registry, as old as Redis: look at 'silo models list'."
            : "Genre model: Redis holds no order and no registry. Where there were any, register the files again and promote the one that served: they lie in the container under models/.");
        output.WriteLine("Imports: those under way when Redis was lost are not listed or gone on with; send the catalogue again.");
    }

    private void Tell(FormattableString line) => output.WriteLine(Text(line));

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
