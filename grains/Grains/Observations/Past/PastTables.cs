using MediaAnalytics.Contracts.Dissemination;
using MediaAnalytics.Storage.Facts;
using MediaAnalytics.Storage.Manifests;

namespace MediaAnalytics.Grains.Observations.Past;

/// <summary>
/// Answers what partitions' cell tables were: keeps the newest rebuilt ones, rebuilds few at a time, lets few wait. Safe to call from any thread.
/// </summary>
internal sealed class PastTables(
    PartitionStateStore states, IManifestStore manifests, IFactsStore facts, PartitionOptions options, TimeProvider time)
{
    /// <summary>Tables kept.</summary>
    public const int Kept = 64;

    /// <summary>Folds rebuilt at once: each takes the memory of a partition.</summary>
    public const int AtOnce = 2;

    /// <summary>Tables that may be under way, waiting ones included.</summary>
    public const int Waiting = 2_048;

    /// <summary>Longest time that a question waits for a table.</summary>
    public static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(60);

    private static readonly SemaphoreSlim Slots = new(AtOnce, AtOnce);

    private readonly Lock gate = new();
    private readonly LinkedList<((int Partition, long Revision) Key, Task<CellTable> Table)> tables = [];
    private readonly PastRebuild rebuild = new(states, manifests, facts, options);

    /// <summary>The table of a partition's last manifest at or before an instant.</summary>
    public async Task<PastTable> FindAsync(int partition, DateTimeOffset at)
    {
        DateTimeOffset kept = time.GetUtcNow() - options.Retention;
        Manifest? past = await manifests.ReadAtAsync(partition, at);
        if (at < kept || past is null || past.LogGeneration != (await manifests.ReadAsync(partition))?.LogGeneration)
            return new(null, PastRefusal.NotKept, await manifests.OldestAsync(partition) is { } oldest && oldest > kept ? oldest : kept);
        if (Get(partition, past) is not { } table)
            return new(null, PastRefusal.Busy);

        try
        {
            return new(await table.WaitAsync(LongestWait, time));
        }
        catch (Exception late) when (late is TimeoutException or OperationCanceledException)
        {
            return new(null, PastRefusal.Slow);
        }
        catch (Exception damaged) when (damaged is FactsDamagedException or InvalidDataException)
        {
            return new(null, PastRefusal.Damaged, Detail: damaged.Message);
        }
    }

    /// <summary>The table, kept or under way; null where too many are under way.</summary>
    private Task<CellTable>? Get(int partition, Manifest past)
    {
        var key = (partition, past.Revision);
        lock (gate)
        {
            for (var node = tables.First; node is not null; node = node.Next)
            {
                if (node.Value.Key != key || node.Value.Table.IsFaulted || node.Value.Table.IsCanceled)
                    continue;
                tables.Remove(node);
                tables.AddFirst(node);
                return node.Value.Table;
            }

            Forget();
            if (tables.Count(entry => !entry.Table.IsCompleted) >= Waiting)
                return null;
            Task<CellTable> begun = Task.Run(() => BuildAsync(partition, past));
            tables.AddFirst((key, begun));
            return begun;
        }
    }

    /// <summary>Lets go of failed tables, and of the ones used longest ago beyond those kept.</summary>
    private void Forget()
    {
        int done = 0;
        for (var node = tables.First; node is not null;)
        {
            var next = node.Next;
            if (node.Value.Table.IsCompleted && (!node.Value.Table.IsCompletedSuccessfully || ++done >= Kept))
                tables.Remove(node);
            node = next;
        }
    }

    private async Task<CellTable> BuildAsync(int partition, Manifest past)
    {
        // Who asks waits no longer than this; a rebuild that nobody waits for ends.
        using var limit = new CancellationTokenSource(LongestWait, time);
        await Slots.WaitAsync(limit.Token);
        try
        {
            return await rebuild.BuildAsync(partition, past, limit.Token);
        }
        finally
        {
            Slots.Release();
        }
    }
}
