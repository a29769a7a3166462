using System.Collections.Concurrent;
using System.Globalization;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using MediaAnalytics.Storage.Artifacts.Blobs;

namespace MediaAnalytics.Storage.Manifests.Blobs;

/// <summary>
/// The blobs of manifests: per partition one that changes, always by compare-and-swap on its tag, and segments, which don't. The service is strongly
/// consistent, so what a swap refused is read back as it stands. Callers on any thread.
/// </summary>
internal sealed class ManifestBlobs(BlobConnection connection)
{
    private const string Folder = "manifests/";

    /// <summary>Segments that are remembered, of 16 KB each; beyond them all are read again.</summary>
    private const int Remembered = 64;

    private readonly ConcurrentDictionary<int, Standing> _seen = new();
    private readonly ConcurrentDictionary<string, IReadOnlyList<ManifestRow>> _segments = new(StringComparer.Ordinal);

    public string Place => connection.Place;

    /// <summary>What this process saw last; null where nothing.</summary>
    public Standing? Seen(int partition) => _seen.GetValueOrDefault(partition);

    /// <summary>What stands now; null where nothing.</summary>
    public async Task<Standing?> ReadAsync(int partition, CancellationToken cancellation)
    {
        string name = Current(partition);
        var seen = Seen(partition);
        var conditions = new BlobRequestConditions { IfNoneMatch = seen?.Tag };
        var (tag, text) = await connection.RunAsync(
            $"The manifest of partition {partition} could not be read", stop => DownloadAsync(Blob(name), conditions, stop), cancellation).ConfigureAwait(false);
        if (text is null)
        {
            if (tag is not null)
            {
                return seen;
            }

            _seen.TryRemove(partition, out _);
            return null;
        }

        return _seen[partition] = new(tag!.Value, ManifestJson.Read<ManifestDocument>(text, name, ManifestDocument.CurrentFormat));
    }

    /// <summary>Puts a document in the place of one, or of none; false where another stands, or where the answer to a write that took effect was lost.</summary>
    public async Task<bool> TryWriteAsync(int partition, Standing? seen, ManifestDocument next, CancellationToken cancellation)
    {
        var options = new BlobUploadOptions
        {
            Conditions = seen is null ? new() { IfNoneMatch = ETag.All } : new() { IfMatch = seen.Tag },
            HttpHeaders = new() { ContentType = "application/json" },
        };
        try
        {
            var tag = await connection.RunAsync(
                $"The manifest of partition {partition} could not be written; what stands is not known until it is read",
                stop => UploadAsync(Current(partition), next, options, stop),
                cancellation).ConfigureAwait(false);
            if (tag is { } written)
            {
                _seen[partition] = new(written, next);
            }

            return tag is not null;
        }
        catch
        {
            _seen.TryRemove(partition, out _);
            throw;
        }
    }

    /// <summary>Writes a segment.</summary>
    public async Task<PastSegment> WriteSegmentAsync(int partition, IReadOnlyList<ManifestRow> rows, CancellationToken cancellation)
    {
        var segment = PastSegment.Of(rows);
        await connection.RunAsync(
            $"Past manifests of partition {partition} could not be written",
            stop => UploadAsync(Past(partition) + segment.Name, new SegmentDocument { Rows = rows }, new(), stop),
            cancellation).ConfigureAwait(false);
        return segment;
    }

    /// <summary>Rows of a segment; null where it is gone.</summary>
    public async Task<IReadOnlyList<ManifestRow>?> ReadSegmentAsync(int partition, PastSegment segment, CancellationToken cancellation)
    {
        string name = Past(partition) + segment.Name;
        if (_segments.TryGetValue(name, out var rows))
        {
            return rows;
        }

        var (_, text) = await connection.RunAsync(
            $"Past manifests of partition {partition} could not be read", stop => DownloadAsync(Blob(name), new(), stop), cancellation).ConfigureAwait(false);
        if (text is null)
        {
            return null;
        }

        if (_segments.Count >= Remembered)
        {
            _segments.Clear();
        }

        return _segments[name] = ManifestJson.Read<SegmentDocument>(text, name, SegmentDocument.CurrentFormat).Rows;
    }

    /// <summary>
    /// Deletes the segments of revisions before the kept ones that are not named, also those of swaps that were lost: a writer that still means to name one
    /// started from a document before this one, so its swap fails.
    /// </summary>
    public async Task SweepAsync(int partition, ManifestDocument document, CancellationToken cancellation)
    {
        HashSet<string> named = [.. document.Segments.Select(static segment => segment.Name)];
        string folder = Past(partition);
        var unnamed = new List<string>();
        await foreach (string blob in connection.ListAsync(folder, cancellation).ConfigureAwait(false))
        {
            string name = blob[folder.Length..];
            if (!named.Contains(name) && long.TryParse(name.Split('-')[0], CultureInfo.InvariantCulture, out long first) && first < document.Kept)
            {
                unnamed.Add(blob);
            }
        }

        foreach (string blob in unnamed)
        {
            _segments.TryRemove(blob, out _);
            await connection.RunAsync(
                $"Forgotten manifests of partition {partition} could not be deleted",
                async stop => (await Blob(blob).DeleteIfExistsAsync(cancellationToken: stop).ConfigureAwait(false)).Value,
                cancellation).ConfigureAwait(false);
        }
    }

    /// <summary>Partitions that have blobs, in order.</summary>
    public async Task<IReadOnlyList<int>> PartitionsAsync(CancellationToken cancellation)
    {
        var partitions = new SortedSet<int>();
        await foreach (string folder in connection.FoldersAsync(Folder, cancellation).ConfigureAwait(false))
        {
            if (int.TryParse(folder.AsSpan(Folder.Length).TrimEnd('/'), NumberStyles.None, CultureInfo.InvariantCulture, out int partition))
            {
                partitions.Add(partition);
            }
        }

        return [.. partitions];
    }

    private static string Current(int partition) => FormattableString.Invariant($"{Folder}{partition}/current");

    private static string Past(int partition) => FormattableString.Invariant($"{Folder}{partition}/past/");

    private BlobClient Blob(string name) => connection.Container.GetBlobClient(name);

    /// <summary>Tag and text; no text where nothing newer stands, and no tag either where nothing does.</summary>
    private static async Task<(ETag? Tag, BinaryData? Text)> DownloadAsync(BlobClient blob, BlobRequestConditions conditions, CancellationToken cancellation)
    {
        const int NotModified = 304;
        try
        {
            var found = await blob.DownloadContentAsync(new BlobDownloadOptions { Conditions = conditions }, cancellation).ConfigureAwait(false);
            return found.GetRawResponse().Status == NotModified ? (conditions.IfNoneMatch, null) : (found.Value.Details.ETag, found.Value.Content);
        }
        catch (RequestFailedException e) when (e.Status == NotModified)
        {
            return (conditions.IfNoneMatch, null);
        }
        catch (RequestFailedException e) when (BlobFailures.IsMissing(e))
        {
            return (null, null);
        }
    }

    private async Task<ETag?> UploadAsync<T>(string name, T document, BlobUploadOptions options, CancellationToken cancellation)
    {
        try
        {
            return (await Blob(name).UploadAsync(ManifestJson.Write(document), options, cancellation).ConfigureAwait(false)).Value.ETag;
        }
        catch (RequestFailedException e) when (BlobFailures.IsOtherVersion(e))
        {
            return null;
        }
    }
}
