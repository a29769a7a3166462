using MediaAnalytics.Grains.Observations;
using MediaAnalytics.Grains.Observations.Folding;
using MediaAnalytics.Storage;
using MediaAnalytics.Storage.EventLog;
using MediaAnalytics.Storage.Facts;
using MediaAnalytics.Storage.Hosting;
using MediaAnalytics.Storage.Manifests;
using Xunit;

namespace MediaAnalytics.Tests.Cluster.Crash.Kills;

/// <summary>Opens the data folder that the last kill left, without a server.</summary>
internal static class DataFolderCheck
{
    /// <summary>
    /// Every distinct reading is kept once; every row of the log was counted; and an hour later no file is left that no manifest names.
    /// </summary>
    /// <returns>Files kept, and files that went.</returns>
    public static async Task<(int Kept, int Swept)> RunAsync(string folder, int partitions, CounterTally tally, long resent, CancellationToken cancellation)
    {
        using var stores = new EmbeddedStores(new StorageOptions { Folder = folder, Partitions = partitions });
        using var facts = ParquetFactsStore.Open(stores.Artifacts, new(), folder);
        var manifests = new SqliteManifestStore(stores.State);
        var time = new ShiftedTime();
        var states = new PartitionStateStore(stores.Log, manifests, stores.Artifacts, facts, new(), time);
        string artifacts = Path.Combine(folder, "artifacts");
        int before = Files(artifacts).Length;
        long distinct = 0, rows = 0;
        HashSet<string> named = [];
        for (int partition = 0; partition < partitions; partition++)
        {
            time.Ahead = TimeSpan.Zero;
            PartitionState state = await states.OpenAsync(partition, cancellation);
            foreach (LogEntry entry in await stores.Log.ReadAsync(partition, state.Fold.Cursor, int.MaxValue, int.MaxValue, cancellation))
                state.Apply(in entry);
            await states.SettleAsync(state);
            FoldCounts counts = state.Fold.Counts;
            distinct += counts.Added;
            rows += counts.Added + counts.Completed + counts.Duplicates + counts.Conflicts;
            time.Ahead = TimeSpan.FromHours(1);
            await states.DeleteRetiredAsync(state);
            Assert.Empty(await facts.VerifyAsync(state.Manifest.Facts, cancellation));
            named.UnionWith([.. state.Manifest.Facts.Select(file => file.Key), .. await manifests.SnapshotsAsync(partition, cancellation)]);
        }

        Assert.Equal(tally.Distinct, distinct);
        Assert.InRange(rows, tally.Accepted, tally.Accepted + resent);
        string[] left = [.. Files(artifacts).Select(file => Path.GetRelativePath(artifacts, file))];
        Assert.Equal(named.Order(StringComparer.Ordinal), left.Order(StringComparer.Ordinal));
        return (left.Length, before - left.Length);
    }

    private static string[] Files(string artifacts) =>
        [.. ((string[])["facts", "snapshots"]).SelectMany(kind => Directory.GetFiles(Path.Combine(artifacts, kind), "*", SearchOption.AllDirectories))];
}
