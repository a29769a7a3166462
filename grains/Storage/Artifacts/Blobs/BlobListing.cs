using System.Runtime.CompilerServices;
using Azure.Storage.Blobs.Models;

namespace MediaAnalytics.Storage.Artifacts.Blobs;

/// <summary>Lists a container page by page.</summary>
internal static class BlobListing
{
    /// <summary>Names of blobs that begin so, in ordinal order.</summary>
    public static async IAsyncEnumerable<string> ListAsync(
        this BlobConnection connection, string prefix, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        // The pages are asked for one by one, each within the time of one call; so the token of the whole listing is not theirs.
        string? continuation = null;
        do
        {
            var page = await connection.RunAsync(
                $"The blobs under '{prefix}' could not be listed", stop => PageAsync(connection, prefix, continuation, stop), cancellation).ConfigureAwait(false);
            foreach (var blob in page.Names)
            {
                yield return blob;
            }

            continuation = page.Continuation;
        }
        while (!string.IsNullOrEmpty(continuation));
    }

    private static async Task<(List<string> Names, string? Continuation)> PageAsync(
        BlobConnection connection, string prefix, string? continuation, CancellationToken cancellation)
    {
        var pages = connection.Container.GetBlobsAsync(new GetBlobsOptions { Prefix = prefix }, cancellation).AsPages(continuation);
        await foreach (var page in pages.ConfigureAwait(false))
        {
            return ([.. page.Values.Select(static blob => blob.Name)], page.ContinuationToken);
        }

        return ([], null);
    }
}
