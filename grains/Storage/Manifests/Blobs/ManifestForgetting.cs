namespace MediaAnalytics.Storage.Manifests.Blobs;

/// <summary>What of the past goes. Pure; it counts on manifests being written in the order of their instants.</summary>
internal static class ManifestForgetting
{
    /// <inheritdoc cref="IManifestStore.ForgetAsync"/>
    /// <param name="document">What stands.</param>
    /// <param name="oldest">The newest kept manifest written before the instant; null where there is none.</param>
    /// <param name="every">Period of which one snapshot stays, in ticks.</param>
    /// <returns>What shall stand, or null where that is the same; and the keys of the snapshots that are no longer named.</returns>
    public static (ManifestDocument? Document, List<string> Unnamed) Forget(ManifestDocument document, ManifestRow? oldest, long every)
    {
        // Never back: what was forgotten once stays so, whatever instant is named later.
        long kept = Math.Max(document.Kept, oldest?.Revision ?? 0);
        var runs = Cut(document, kept, oldest);
        string? start = kept == 0 ? null : runs.FirstOrDefault(run => run.First <= kept)?.Key;
        HashSet<string> stays = [.. Newest(runs, every)];
        if (start is not null)
        {
            stays.Add(start);
        }

        if (document.Manifest.Snapshot is { } current)
        {
            stays.Add(current);
        }

        // By key: an epoch's first manifest names the snapshot of the one before it.
        runs = [.. runs.Where(run => stays.Contains(run.Key))];
        List<string> unnamed = [.. document.Snapshots.Select(static run => run.Key).Except(runs.Select(static run => run.Key)).Order(StringComparer.Ordinal)];
        if (kept == document.Kept && runs.Count == document.Snapshots.Count)
        {
            return (null, unnamed);
        }

        return (
            document with
            {
                Version = Guid.NewGuid(),
                Kept = kept,
                Recent = [.. document.Recent.Where(row => row.Revision >= kept)],
                Segments = [.. document.Segments.Where(segment => segment.Last >= kept)],
                Snapshots = runs,
            },
            unnamed);
    }

    /// <summary>The runs of what is kept: those from <paramref name="kept"/> on, and where that names no snapshot, the last manifest before it that does.</summary>
    private static List<SnapshotRun> Cut(ManifestDocument document, long kept, ManifestRow? oldest)
    {
        if (kept == document.Kept)
        {
            return [.. document.Snapshots];
        }

        var runs = new List<SnapshotRun>();
        foreach (var run in document.Snapshots)
        {
            if (run.First > kept)
            {
                runs.Add(run);
            }
            else if (run.Last >= kept)
            {
                runs = [run with { First = kept, FirstWritten = oldest!.Written }];
            }
            else
            {
                runs = [run with { First = run.Last, FirstWritten = run.LastWritten }];
            }
        }

        return runs;
    }

    /// <summary>
    /// Keys of each period's newest snapshot. A run has the newest of the period that it began in where it goes on beyond that, and of the one that it ends in
    /// where none follows within; between the two no other run has manifests.
    /// </summary>
    private static IEnumerable<string> Newest(List<SnapshotRun> runs, long every)
    {
        for (int i = 0; i < runs.Count; i++)
        {
            long ends = runs[i].LastWritten / every;
            if (runs[i].FirstWritten / every < ends || i == runs.Count - 1 || runs[i + 1].FirstWritten / every > ends)
            {
                yield return runs[i].Key;
            }
        }
    }
}
