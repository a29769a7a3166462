namespace MediaAnalytics.Storage.Manifests.Blobs;

/// <summary>Looks manifests of the past up, in a partition's document and in the segments that it names. One caller at a time.</summary>
internal sealed class ManifestPast(ManifestBlobs blobs, int partition, ManifestDocument document)
{
    public ManifestDocument Document => document;

    /// <summary>The newest kept manifest written at or before an instant, in ticks; null where there is none.</summary>
    /// <exception cref="InvalidDataException">A segment is missing, or damaged.</exception>
    public async Task<ManifestRow?> LastAsync(long written, CancellationToken cancellation)
    {
        if (document.Recent[0].Written <= written)
        {
            return document.Recent.Last(row => row.Written <= written);
        }

        if (document.Segments.LastOrDefault(segment => segment.FirstWritten <= written) is { } segment
            && (await RowsAsync(segment, cancellation).ConfigureAwait(false)).LastOrDefault(row => row.Written <= written) is { } found)
        {
            return found;
        }

        return document.Start() is { } start && start.Written <= written ? start : null;
    }

    /// <summary>When the oldest kept manifest of the current log generation was written.</summary>
    /// <exception cref="InvalidDataException">A segment is missing, or damaged.</exception>
    public async Task<DateTimeOffset> OldestAsync(CancellationToken cancellation)
    {
        var generation = document.Manifest.LogGeneration;
        if (document.Start() is { } start && start.Generation == generation)
        {
            return new(start.Written, TimeSpan.Zero);
        }

        foreach (var segment in document.Segments.Where(segment => segment.Generation is null || segment.Generation == generation))
        {
            if ((await RowsAsync(segment, cancellation).ConfigureAwait(false)).FirstOrDefault(row => row.Generation == generation) is { } found)
            {
                return new(found.Written, TimeSpan.Zero);
            }
        }

        return new(document.Recent.First(row => row.Generation == generation).Written, TimeSpan.Zero);
    }

    /// <summary>The newest kept snapshot of the current log generation at or before an offset.</summary>
    public (long Offset, string Key)? NearestSnapshot(long offset)
    {
        var nearest = document.Snapshots
            .Where(run => run.Generation == document.Manifest.LogGeneration && run.Offset <= offset)
            .OrderBy(static run => run.Offset)
            .ThenBy(static run => run.Last)
            .LastOrDefault();
        return nearest is null ? null : (nearest.Offset, nearest.Key);
    }

    private async Task<IEnumerable<ManifestRow>> RowsAsync(PastSegment segment, CancellationToken cancellation)
    {
        var rows = await blobs.ReadSegmentAsync(partition, segment, cancellation).ConfigureAwait(false)
            ?? throw new InvalidDataException(
                $"The past manifests {segment.First} to {segment.Last} of partition {partition} are missing from the blob container {blobs.Place}. "
                + "Restore log and manifests from one backup.");
        return rows.Where(row => row.Revision >= document.Kept);
    }
}
