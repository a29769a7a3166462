using MediaAnalytics.Storage.EventLog;

namespace MediaAnalytics.Storage.Manifests;

/// <summary>
/// Checks that the log is the one which the manifests were made from: of all of them at the start, else an empty log in the place of a lost one would take
/// readings that go when the lost one is restored, and whether manifests were lost; and of each when its partition opens.
/// </summary>
public static class ManifestCheck
{
    private const string WhatToDo = "Restore log and manifests (embedded: the whole data folder; in a cluster: Redis and the blob container) from one backup.";
    private const string OrRecover = " Where a cluster's Redis was lost or is older than the blob container, 'silo recover' makes it fit: docs/runbook.md, Lost Redis.";

    /// <summary>Compares the log with all manifests, those of partitions that it does not have among them.</summary>
    /// <exception cref="InvalidDataException">The log was lost, replaced, or lost its end; or the manifests were lost, or are older than the log.</exception>
    public static async Task RunAsync(IEventLog log, IManifestStore manifests, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(log);
        ArgumentNullException.ThrowIfNull(manifests);
        long[] tails = await TailsAsync(log, cancellation).ConfigureAwait(false);
        long[] ends = new long[log.Partitions];
        foreach (int partition in await manifests.PartitionsAsync(cancellation).ConfigureAwait(false))
        {
            if (await manifests.ReadAsync(partition, cancellation).ConfigureAwait(false) is { } manifest)
            {
                bool known = partition < log.Partitions;
                if (known)
                {
                    // The manifest may be ahead of what this process has heard of the log.
                    await log.RefreshHeadAsync(partition, cancellation).ConfigureAwait(false);
                    ends[partition] = manifest.Offset;
                }

                Require(log, partition, manifest.LogGeneration, known ? manifest.Offset : 0);
            }
        }

        // The log is trimmed only behind a manifest, and the tails were asked for before the manifests.
        for (int k = 0; k < ends.Length; k++)
        {
            if (tails[k] > ends[k] + 1)
            {
                throw new InvalidDataException(
                    $"The log of partition {k} begins at offset {tails[k]}, but {(ends[k] == 0 ? "it has no manifest" : $"its manifest ends at {ends[k]}")}: what lies between is in neither. The manifests, and the facts that they name, were "
                    + $"lost or are older than the log, or they are not those of this log (in a cluster: Cluster:Blobs and Cluster:Container). {WhatToDo}");
            }
        }
    }

    /// <summary>Compares the log with what one manifest says of it.</summary>
    /// <param name="log">The log that is here.</param>
    /// <param name="partition">Whose manifest.</param>
    /// <param name="generation">The log that it belongs to.</param>
    /// <param name="offset">The log offset that it ends at.</param>
    /// <exception cref="InvalidDataException">The log was lost, replaced, or lost its end.</exception>
    public static void Require(IEventLog log, int partition, Guid generation, long offset)
    {
        if (generation != log.Generation)
        {
            throw new InvalidDataException(
                $"The manifest of partition {partition} belongs to event log {generation}, but the log here is {log.Generation}: the log was lost or replaced. {WhatToDo}{OrRecover}");
        }

        if (offset > 0 && offset > log.Head(partition))
        {
            throw new InvalidDataException(
                $"The manifest of partition {partition} is at offset {offset}, but its log ends at {log.Head(partition)}: the log lost its end. {WhatToDo}{OrRecover}");
        }
    }

    private static async Task<long[]> TailsAsync(IEventLog log, CancellationToken cancellation)
    {
        long[] tails = new long[log.Partitions];
        for (int k = 0; k < tails.Length; k++)
        {
            tails[k] = await log.TailAsync(k, cancellation).ConfigureAwait(false);
        }

        return tails;
    }
}
