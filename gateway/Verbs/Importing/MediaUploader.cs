using System.Net;
using System.Security.Cryptography;
using MediaAnalytics.Gateway.Client;

namespace MediaAnalytics.Gateway.Verbs.Importing;

/// <summary>Hashes media files and uploads those that the server does not have, a few at a time. A file that can't be uploaded is noted, and the rest go on.</summary>
internal sealed class MediaUploader(GatewayClient client, MediaFolder folder, Action<int, long> progress)
{
    /// <summary>Files in flight: hashing one overlaps with sending another.</summary>
    public const int InFlight = 3;

    private const int Tries = 2;

    private int _uploaded, _present;
    private long _bytes;

    /// <summary>Uploads files and answers what became of each, in their order.</summary>
    public async Task<(IReadOnlyList<MediaFile> Files, MediaTotals Totals)> UploadAsync(IReadOnlyList<string> paths, CancellationToken cancellation)
    {
        var files = new MediaFile[paths.Count];
        await Parallel.ForEachAsync(
            Enumerable.Range(0, paths.Count), new ParallelOptions { MaxDegreeOfParallelism = InFlight, CancellationToken = cancellation },
            async (i, stop) =>
            {
                files[i] = await UploadAsync(paths[i], stop);
                progress(1, 0);
            });
        return (files, new(files.Length, _uploaded, _present, files.Count(file => file.Problem is not null), _bytes));
    }

    private async Task<MediaFile> UploadAsync(string path, CancellationToken cancellation)
    {
        (string? file, string? problem) = folder.Find(path);
        for (int attempt = 1; file is not null && attempt <= Tries; attempt++)
        {
            try
            {
                string sha256 = await HashAsync(file, cancellation);
                using HttpResponseMessage head = await client.SendAsync(() => new(HttpMethod.Head, $"v1/media/{sha256}"), cancellation);
                if (head.IsSuccessStatusCode)
                {
                    Interlocked.Increment(ref _present);
                    return new(path, sha256, null);
                }

                using HttpResponseMessage put = await client.SendAsync(() => Put(file, sha256), cancellation);
                if (put.IsSuccessStatusCode)
                {
                    Interlocked.Increment(ref _uploaded);
                    Interlocked.Add(ref _bytes, new FileInfo(file).Length);
                    return new(path, sha256, null);
                }

                problem = await GatewayClient.RefusalAsync(put, cancellation);
                // Another hash means that the file changed while it was read: it is tried once more.
                if (put.StatusCode != HttpStatusCode.UnprocessableEntity) break;
            }
            catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
            {
                problem = $"can't be read: {fault.Message}";
                break;
            }
        }

        return new(path, null, problem);
    }

    private static HttpRequestMessage Put(string file, string sha256)
    {
        var request = new HttpRequestMessage(HttpMethod.Put, $"v1/media/{sha256}") { Content = new StreamContent(Open(file)) };
        // A refusal then comes before the bytes are sent, and not as a broken connection.
        request.Headers.ExpectContinue = true;
        return request;
    }

    private async Task<string> HashAsync(string file, CancellationToken cancellation)
    {
        await using Stream stream = Open(file);
        byte[] hash = await SHA256.HashDataAsync(stream, cancellation);
        progress(0, new FileInfo(file).Length);
        return Convert.ToHexStringLower(hash);
    }

    /// <summary>Opens a file. A pipe or a device has no length, and opening one may never end: it is read as the empty file that it looks like.</summary>
    private static Stream Open(string file) => new FileInfo(file).Length == 0 ? Stream.Null : File.OpenRead(file);
}
